import bearerAuth from '@fastify/bearer-auth'
import fastify from 'fastify'

import { reportReady } from '../harness/server-messages.js'

const TOKEN = 'k'.repeat(65)

const app = fastify()
app.get('/public', () => ({ message: 'hello friend' }))
await app.register(async (scope) => {
  await scope.register(bearerAuth, { keys: new Set([TOKEN]) })
  scope.get('/private', () => ({ message: 'hello friend' }))
})

const address = await app.listen({ host: '127.0.0.1', port: 0 })
reportReady(Number(new URL(address).port), { authorization: `Bearer ${TOKEN}` })
