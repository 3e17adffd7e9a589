import { Readable } from 'node:stream'

import fastify from 'fastify'

import { reportReady } from '../harness/server-messages.js'

const app = fastify({ bodyLimit: 2 * 1024 * 1024 })

const text = { type: 'string' }
const number = { type: 'number' }
const integer = { type: 'integer' }
const address = {
  type: 'object',
  required: ['street', 'city', 'zip'],
  properties: { street: text, city: text, zip: text },
}
const line = {
  type: 'object',
  required: ['article', 'quantity', 'price'],
  properties: {
    article: { type: 'string', minLength: 1, maxLength: 40 },
    quantity: { type: 'integer', minimum: 1 },
    price: number,
  },
}
const order = {
  type: 'object',
  required: ['id', 'mail', 'name', 'paid', 'total', 'delivery', 'tags', 'address', 'lines'],
  properties: {
    id: integer,
    mail: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$' },
    name: { type: 'string', minLength: 1, maxLength: 50 },
    note: text,
    paid: { type: 'boolean' },
    total: { type: 'number', minimum: 0 },
    delivery: { enum: ['post', 'courier'] },
    tags: { type: 'array', items: text },
    address,
    lines: { type: 'array', items: line },
  },
}
const query = {
  type: 'object',
  required: ['x', 'flag'],
  properties: { x: number, flag: { type: 'boolean' } },
}

interface OrderBody {
  readonly id: number
  readonly lines: readonly unknown[]
}

app.get<{ Querystring: { x: number; flag: boolean } }>(
  '/query',
  { schema: { querystring: query, response: { 200: query } } },
  ({ query: { x, flag } }) => ({ x, flag }),
)
app.post<{ Body: OrderBody }>(
  '/order',
  {
    schema: {
      body: order,
      response: { 200: { type: 'object', properties: { id: integer, lines: integer } } },
    },
  },
  ({ body }) => ({ id: body.id, lines: body.lines.length }),
)
app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_req, body, done) => {
  done(null, body)
})
app.post<{ Body: Buffer }>('/upload', ({ body }) => ({ size: body.length }))
app.get('/events', (_request, reply) => {
  void reply.header('Content-Type', 'text/event-stream')
  return reply.send(Readable.from(events()))
})

const listening = await app.listen({ host: '127.0.0.1', port: 0 })
reportReady(Number(new URL(listening).port))

async function* events() {
  for (let n = 0; n < 10_000; n += 1) yield `data: ${JSON.stringify({ n })}\n\n`
}
