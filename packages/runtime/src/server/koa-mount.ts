import type { Context, Middleware } from 'koa'
import compose from 'koa-compose'

import { answerError } from './answer-error.js'
import { findRoute } from './find-route.js'
import { HttpExchange } from './http-exchange.js'
import { runInKoa, runMatched } from './koa-host.js'
import type { Matcher } from './matcher/matcher.js'
import { removeCredentials } from './remove-credentials.js'
import type { Route } from './route.js'
import { runRoute } from './run-route.js'
import { applyAnswer, applyCommonHeaders } from './send-answer.js'
import { type ServerObserver, watchAnswer } from './server-observer.js'

/** Options of {@link createKoaMount}. */
export interface KoaMountOptions {
  readonly matcher: Matcher<Route>
  readonly environment: string
  /** Global user middleware, for our routes alone. */
  readonly middleware: readonly Middleware[]
  readonly observer: ServerObserver
}

/**
 * Makes the way in through somebody's existing Koa application. What no route of ours answers goes
 * on to the application's next middleware.
 */
export function createKoaMount(options: KoaMountOptions): Middleware {
  const { matcher, environment, middleware, observer } = options
  const globally = compose([...middleware])

  return async function portico(ctx: Context, next) {
    const exchange = new HttpExchange({ req: ctx.req, res: ctx.res, environment, ctx })
    watchAnswer(exchange, observer)
    if (await answerOwn(exchange, ctx)) return
    removeCredentials(ctx.req)
    // What goes wrong from here on is the application's own to answer.
    await next()
  }

  /** Resolves to whether a route of ours was asked for. */
  async function answerOwn(exchange: HttpExchange, ctx: Context): Promise<boolean> {
    try {
      const route = findRoute(matcher, exchange)
      if (route === undefined) return false
      await runRoute(route, exchange, () => answer(exchange, route))
    } catch (error) {
      applyCommonHeaders(exchange, ctx)
      await answerError(error, exchange, observer, (answer) => applyAnswer(exchange, answer, ctx))
    }
    return true
  }

  async function answer(exchange: HttpExchange, route: Route): Promise<void> {
    const { ctx } = exchange
    if (route.needsKoa) {
      await runInKoa(exchange, ctx, () => globally(ctx, () => runMatched(exchange, ctx)), observer)
      return
    }
    applyCommonHeaders(exchange, ctx)
    const outcome = await route.handle(exchange)
    if (outcome.kind === 'answer') await applyAnswer(exchange, outcome, ctx)
  }
}
