import type { Context, Middleware } from 'koa'
import compose from 'koa-compose'

import { answerError } from './answer-error.js'
import { findRoute } from './find-route.js'
import { HttpExchange } from './http-exchange.js'
import { runInKoa, runMatched } from './koa-host.js'
import type { Matcher } from './matcher/matcher.js'
import { removeCredentials } from './remove-credentials.js'
import { RequestError } from './request-error.js'
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
  /** Fires when the runtime starts to close. */
  readonly shutdown: AbortSignal
}

/**
 * Makes the way in through somebody's existing Koa application. What no route of ours answers goes
 * on to the application's next middleware.
 */
export function createKoaMount(options: KoaMountOptions): Middleware {
  const { matcher, environment, middleware, observer, shutdown } = options
  const globally = compose([...middleware])

  return async function portico(ctx: Context, next) {
    const exchange = new HttpExchange({ req: ctx.req, res: ctx.res, environment, ctx, shutdown })
    const route = findOwnRoute(matcher, exchange)
    if (route === undefined) {
      removeCredentials(ctx.req)
      return next()
    }
    watchAnswer(exchange, observer)
    try {
      await runRoute(route, exchange, () => answer(exchange, route))
    } catch (error) {
      applyCommonHeaders(exchange, ctx)
      await answerError(error, exchange, observer, (answer) => applyAnswer(exchange, answer, ctx))
    }
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

/**
 * A host or path that has no canonical form can't be one of ours. The application around us may know
 * it all the same, so that it isn't for us to answer 400.
 */
function findOwnRoute(matcher: Matcher<Route>, exchange: HttpExchange): Route | undefined {
  try {
    return findRoute(matcher, exchange)
  } catch (error) {
    if (error instanceof RequestError) return undefined
    throw error
  }
}
