import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import {
  createRuntime,
  type Runtime,
  type RuntimeOptions,
  type StoredToken,
} from '@portico/runtime'
import Koa, { type Middleware } from 'koa'
import { pino } from 'pino'

import { insertProxyToken, type ProxyTokenHeaders } from './proxy-token.js'

/** The ways in to one and the same runtime. */
export const WAYS_IN = ['own listener', 'koa app'] as const
export type WayIn = (typeof WAYS_IN)[number]

/** Options of {@link startRuntime}. */
export interface StartOptions extends RuntimeOptions {
  /** Defaults to the runtime's own listener. */
  readonly way?: WayIn
  /** Koa middleware of the application that the runtime is mounted in, before it. */
  readonly before?: readonly Middleware[]
}

/** A runtime that serves on a free port of the loopback interface. */
export interface Started {
  readonly port: number
  readonly origin: string
  readonly runtime: Runtime
  /** Makes a token, shaped by `overrides`. */
  token(overrides?: Partial<StoredToken>): Promise<ProxyTokenHeaders>
  close(): Promise<void>
}

const SILENT = pino({ level: 'silent' })

/** Starts a runtime with a store in memory; close it afterwards. */
export async function startRuntime(options: StartOptions): Promise<Started> {
  const { way = 'own listener', before = [], ...rest } = options
  const runtime = await createRuntime({ store: 'sqlite::memory:', logger: SILENT, ...rest })
  const mounted = way === 'koa app' ? await mount(runtime, before) : undefined
  const port = mounted === undefined ? (await runtime.listen({ port: 0 })).port : portOf(mounted)
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    runtime,
    token: (overrides) => insertProxyToken(runtime.database, overrides),
    async close() {
      mounted?.closeAllConnections()
      mounted?.close()
      await runtime.close()
    },
  }
}

function mount(runtime: Runtime, before: readonly Middleware[]): Promise<Server> {
  const app = new Koa()
  app.silent = true
  for (const each of before) app.use(each)
  app.use(runtime.middleware())
  const server = createServer({ requireHostHeader: false }, app.callback())
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo // a TCP server that listens has one
  return address.port
}

/** A body parser as an existing application has it: reads JSON before anything else sees the request. */
export async function earlierBodyParser(...[ctx, next]: Parameters<Middleware>): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of ctx.req) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString()
  Object.assign(ctx.request, { body: text === '' ? {} : JSON.parse(text) })
  await next()
}
