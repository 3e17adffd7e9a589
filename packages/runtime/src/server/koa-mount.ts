import type { Context, Middleware } from 'koa'

import { answerError } from './answer-error.js'
import type { ErrorMapping } from './error-mapping.js'
import { findRoute } from './find-route.js'
import { HttpExchange } from './http-exchange.js'
import type { KoaPipeline } from './koa-pipeline.js'
import type { Matcher } from './matcher/matcher.js'
import { passOn } from './received-fields.js'
import { RequestError } from './request-error.js'
import type { Route } from './route.js'
import { runRoute } from './run-route.js'
import { applyAnswer, applyCommonHeaders } from './send-answer.js'
import { type ServerObserver, watchAnswer } from './server-observer.js'

/** Options of {@link createKoaMount}. */
export interface KoaMountOptions {
  readonly matcher: Matcher<Route>
  readonly environment: string
  /** Runs user middleware, for our routes alone. */
  readonly pipeline: KoaPipeline
  readonly observer: ServerObserver
  /** Fires when the runtime starts to close. */
  readonly shutdown: AbortSignal
  readonly mapError: ErrorMapping | undefined
}

/**
 * Makes the way in through somebody's existing Koa application. What no route of ours answers goes
 * on to the application's next middleware.
 */
export function createKoaMount(options: KoaMountOptions): Middleware {
  const { matcher, environment, pipeline, observer, shutdown, mapError } = options

  return async function portico(ctx: Context, next) {
    const { req, res } = ctx
    const exchange = new HttpExchange({ req, res, environment, ctx, shutdown, mapError })
    const route = findOwnRoute(matcher, exchange)
    if (route === undefined) {
      passOn(req)
      return next()
    }
    watchAnswer(exchange, observer)
    if (pipeline.guards) {
      exchange.route = route
      exchange.holdReceived()
      return pipeline.run(exchange, ctx)
    }
    try {
      await runRoute(route, exchange, () => answer(exchange, route))
    } catch (error) {
      applyCommonHeaders(exchange, ctx)
      await answerError(error, exchange, observer, (answer) => applyAnswer(exchange, answer, ctx))
    }
  }

  async function answer(exchange: HttpExchange, route: Route): Promise<void> {
    const { ctx } = exchange
    if (route.needsKoa) return pipeline.run(exchange, ctx)
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
