import assert from 'node:assert/strict'

import type { Contender } from './contender.js'

/** One request that every contender answers, and how to tell that it does. */
export interface Scenario {
  readonly name: string
  readonly request: Pick<Contender, 'path' | 'headers' | 'method' | 'body'>
  readonly connections: number
  /** Length of a turn; an answer that isn't there at its end isn't counted. */
  readonly turnSeconds: number
  /** Throws where the text of an answer is wrong. */
  readonly check: (text: string) => void
  /** As `request`, with something in it that has to be refused. */
  readonly wrong?: Pick<Contender, 'path' | 'headers' | 'method' | 'body'>
}

const EVENTS = 10_000
const MEGABYTE = 1024 * 1024

const LINES = [
  { article: 'lamp', quantity: 1, price: 25.5 },
  { article: 'bulb', quantity: 4, price: 2 },
  { article: 'cable', quantity: 2, price: 7.25 },
]

const ORDER = {
  id: 7,
  mail: 'ada@example.com',
  name: 'Ada Lovelace',
  note: 'at the back door',
  paid: true,
  total: 48,
  delivery: 'courier',
  tags: ['new', 'gift'],
  address: { street: '12 St James Square', city: 'London', zip: 'SW1Y' },
  lines: LINES,
}

/** The four requests of the bench. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'GET, two typed query values',
    request: { path: '/query?x=4.5&flag=true', headers: {} },
    connections: 32,
    turnSeconds: 2,
    check: (text) => assert.deepEqual(JSON.parse(text), { x: 4.5, flag: true }),
    wrong: { path: '/query?x=4a&flag=true', headers: {} },
  },
  {
    name: 'POST, nested model of ten fields',
    request: postJson(ORDER),
    connections: 32,
    turnSeconds: 2,
    check: (text) => assert.deepEqual(JSON.parse(text), { id: 7, lines: 3 }),
    wrong: postJson({ ...ORDER, lines: [...LINES, { article: '', quantity: 0 }] }),
  },
  {
    name: 'POST, 1 MB',
    request: {
      method: 'POST',
      path: '/upload',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(MEGABYTE, 'x'),
    },
    connections: 8,
    turnSeconds: 2,
    check: (text) => assert.deepEqual(JSON.parse(text), { size: MEGABYTE }),
  },
  {
    name: 'GET, 10,000 server-sent events',
    request: { path: '/events', headers: {} },
    connections: 2,
    turnSeconds: 5,
    check: assertEvents,
  },
]

function postJson(body: object): Scenario['request'] {
  return {
    method: 'POST',
    path: '/order',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  }
}

function assertEvents(text: string): void {
  const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, json = '']): unknown =>
    JSON.parse(json),
  )
  assert.equal(data.length, EVENTS)
  assert.deepEqual(data.at(-1), { n: EVENTS - 1 })
}
