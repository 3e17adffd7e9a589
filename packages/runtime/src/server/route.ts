import type { Middleware } from 'koa'

import type { Outcome } from './answer.js'
import type { Exchange } from './exchange.js'
import type { RouteFacts } from './route-facts.js'

/** Stands in front of a route. Returns a promise only where something has to be waited for. */
export interface Guard {
  /** Names of the schemes, in the order in which they are asked. */
  readonly schemes: readonly string[]
  /**
   * Lets the exchange through, setting its principal.
   *
   * @throws AuthError where it doesn't.
   */
  admit(exchange: Exchange): void | Promise<void>
}

/** An endpoint, compiled: what the server needs to answer, and nothing about what kind it was. */
export interface Route extends RouteFacts {
  /** `undefined` where the route is open. */
  readonly guard: Guard | undefined
  /** User middleware of the class and method, in order. */
  readonly middleware: readonly Middleware[]
  /** Whether `handle` uses Koa's context, so that it has to run inside Koa. */
  readonly needsKoa: boolean
  /** Binds arguments, calls the handler and returns what to answer. */
  handle(exchange: Exchange): Outcome | Promise<Outcome>
}
