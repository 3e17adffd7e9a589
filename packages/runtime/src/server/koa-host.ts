import type { IncomingMessage } from 'node:http'

import Koa, { type Context } from 'koa'

import { isClientDeparture } from './client-departure.js'
import type { HttpExchange } from './http-exchange.js'
import type { KoaPipeline } from './koa-pipeline.js'
import { continueOnRead } from './read-body.js'
import type { ServerObserver } from './server-observer.js'

/** Options of {@link createKoaHost}. */
export interface KoaHostOptions {
  readonly pipeline: KoaPipeline
  readonly observer: ServerObserver
}

/** Runs what needs Koa: routes with user middleware, and requests that no route of ours answers. */
export interface KoaHost {
  /** Resolves when Koa has answered. Never rejects. */
  handle(exchange: HttpExchange): Promise<void>
}

/** Makes the Koa application behind the front door. */
export function createKoaHost({ pipeline, observer }: KoaHostOptions): KoaHost {
  const exchanges = new WeakMap<IncomingMessage, HttpExchange>()
  const app = new Koa()
  // Errors become answers in the pipeline; Koa's own handler is only left with what it can't write.
  app.silent = true
  app.on('error', (error: unknown, ctx: Context) => {
    const exchange = exchanges.get(ctx.req)
    if (exchange !== undefined && !isClientDeparture(error)) observer.onError(error, exchange)
    // The end of a response that broke off is told of a second time.
    exchanges.delete(ctx.req)
  })
  app.use(async function portico(ctx) {
    const exchange = exchanges.get(ctx.req)
    if (exchange === undefined) throw new Error('the request did not come through the front door')
    exchange.ctx = ctx
    await pipeline.run(exchange, ctx)
  })

  const callback = app.callback()
  return {
    async handle(exchange) {
      exchanges.set(exchange.req, exchange)
      continueOnRead(exchange.req, exchange.res)
      await callback(exchange.req, exchange.res)
    },
  }
}
