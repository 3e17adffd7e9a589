import type { IncomingMessage } from 'node:http'

import Koa, { type Context, type Middleware } from 'koa'
import compose from 'koa-compose'

import { answerError } from './answer-error.js'
import { isClientDeparture } from './client-departure.js'
import { ignoreErrors } from './discard-body.js'
import type { HttpExchange } from './http-exchange.js'
import { continueOnRead } from './read-body.js'
import { RequestError } from './request-error.js'
import { applyAnswer, applyCommonHeaders } from './send-answer.js'
import type { ServerObserver } from './server-observer.js'

/** Options of {@link createKoaHost}. */
export interface KoaHostOptions {
  /** Global user middleware, in order. */
  readonly middleware: readonly Middleware[]
  readonly observer: ServerObserver
}

/** Runs what needs Koa: routes with user middleware, and requests that no route of ours answers. */
export interface KoaHost {
  /** Resolves when Koa has answered. Never rejects. */
  handle(exchange: HttpExchange): Promise<void>
}

/** Makes the Koa application behind the front door. */
export function createKoaHost({ middleware, observer }: KoaHostOptions): KoaHost {
  const exchanges = new WeakMap<IncomingMessage, HttpExchange>()
  const app = new Koa()
  // Errors become answers below; Koa's own handler is only left with what it can't write.
  app.silent = true
  app.on('error', (error: unknown, ctx: Context) => {
    const exchange = exchanges.get(ctx.req)
    if (exchange !== undefined && !isClientDeparture(error)) observer.onError(error, exchange)
    // The end of a response that broke off is told of a second time.
    exchanges.delete(ctx.req)
  })
  app.use(async function answerErrors(ctx, next) {
    const exchange = exchanges.get(ctx.req)
    if (exchange === undefined) throw new Error('the request did not come through the front door')
    exchange.ctx = ctx
    await runInKoa(exchange, ctx, next, observer)
  })
  for (const each of middleware) app.use(each)
  app.use((ctx) => runMatched(exchanges.get(ctx.req), ctx))

  const callback = app.callback()
  return {
    async handle(exchange) {
      exchanges.set(exchange.req, exchange)
      continueOnRead(exchange.req, exchange.res)
      await callback(exchange.req, exchange.res)
    },
  }
}

/** Runs `next` with what user middleware may expect of `ctx`, and answers what it throws. */
export async function runInKoa(
  exchange: HttpExchange,
  ctx: Context,
  next: () => Promise<unknown>,
  observer: ServerObserver,
): Promise<void> {
  applyCommonHeaders(exchange, ctx)
  ctx.state.principal = exchange.principal
  try {
    await next()
    // Koa listens to errors of a stream only where it sends it, and not for a HEAD.
    ignoreErrors(ctx.body)
  } catch (error) {
    if (ctx.headerSent) {
      observer.onError(error, exchange)
      // A broken end must not look like a clean one.
      ctx.respond = false
      ctx.res.destroy()
      return
    }
    for (const name of STALE_AFTER_ERROR) ctx.remove(name)
    await answerError(error, exchange, observer, (answer) => applyAnswer(exchange, answer, ctx))
  }
}

/** Describe a body that will not be sent. */
const STALE_AFTER_ERROR = ['Content-Type', 'Content-Encoding', 'Content-Length', 'ETag', 'Location']

/** Runs the middleware of class and method, then the handler. */
export async function runMatched(exchange: HttpExchange | undefined, ctx: Context): Promise<void> {
  const route = exchange?.matched
  if (exchange === undefined || route === undefined) throw notFound()
  // Where middleware written for @koa/router looks for them.
  ctx.params = { ...exchange.params }
  await compose([...route.middleware])(ctx, async () => {
    const outcome = await route.handle(exchange)
    if (outcome.kind === 'answer') await applyAnswer(exchange, outcome, ctx)
  })
}

/** No route is at the path, whatever the credentials. */
function notFound(): RequestError {
  return new RequestError('not_found', 'no endpoint at this path')
}
