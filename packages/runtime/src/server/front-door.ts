import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

import { answerError } from './answer-error.js'
import type { Answer, Outcome } from './answer.js'
import { isClientDeparture } from './client-departure.js'
import type { ErrorMapping } from './error-mapping.js'
import { findRoute } from './find-route.js'
import { HttpExchange } from './http-exchange.js'
import type { KoaHost } from './koa-host.js'
import type { KoaPipeline } from './koa-pipeline.js'
import type { Matcher } from './matcher/matcher.js'
import type { Route } from './route.js'
import { runRoute, runUnmatched } from './run-route.js'
import { sendAnswer } from './send-answer.js'
import { type ServerObserver, watchAnswer } from './server-observer.js'

/** Options of {@link createFrontDoor}. */
export interface FrontDoorOptions {
  readonly matcher: Matcher<Route>
  readonly environment: string
  /** Takes the routes that need Koa, and the requests that no route answers. */
  readonly koa: KoaHost
  readonly pipeline: Pick<KoaPipeline, 'guards'>
  readonly observer: ServerObserver
  /** Fires when the server starts to shut down. */
  readonly shutdown: AbortSignal
  readonly mapError: ErrorMapping | undefined
}

/** Listens to a `node:http` server: both to its `request` and to its `checkContinue`. */
export type RequestListener = (req: IncomingMessage, res: ServerResponse) => void

/**
 * Makes the way in of our own server. Routes without user middleware are answered here, before Koa
 * builds a context.
 */
export function createFrontDoor(options: FrontDoorOptions): RequestListener {
  const { environment, observer, shutdown, mapError } = options

  return function frontDoor(req, res) {
    const exchange = new HttpExchange({ req, res, environment, shutdown, mapError })
    watchAnswer(exchange, observer)
    const fail = (error: unknown): void => {
      const send = (answer: Answer): void => sendAnswer(exchange, answer)
      answerError(error, exchange, observer, send).catch(() => res.destroy())
    }
    const finish = (outcome: Outcome | void): void => {
      if (outcome?.kind !== 'answer') return
      if (outcome.body instanceof Readable) outcome.body.once('error', tell)
      sendAnswer(exchange, outcome)
    }
    const tell = (error: unknown): void => {
      if (!isClientDeparture(error)) observer.onError(error, exchange)
    }
    try {
      const outcome = answer(exchange, options)
      if (outcome instanceof Promise) outcome.then(finish).catch(fail)
      else finish(outcome)
    } catch (error) {
      fail(error)
    }
  }
}

/** Nothing is left to send where Koa has answered. */
function answer(
  exchange: HttpExchange,
  { matcher, koa, pipeline }: FrontDoorOptions,
): Outcome | void | Promise<Outcome | void> {
  const route = findRoute(matcher, exchange)
  if (pipeline.guards) {
    if (route !== undefined) exchange.route = route
    exchange.holdReceived()
    return koa.handle(exchange)
  }
  if (route === undefined) return runUnmatched(exchange, () => koa.handle(exchange))
  return runRoute<Outcome | void>(route, exchange, () =>
    route.needsKoa ? koa.handle(exchange) : route.handle(exchange),
  )
}
