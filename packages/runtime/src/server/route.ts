import type { Principal } from '@portico/sdk'
import type { Middleware } from 'koa'

import type { AnswerHeaders, Outcome } from './answer.js'
import type { Exchange } from './exchange.js'
import type { RouteFacts } from './route-facts.js'

/** Who was let through, and what the answer will carry for it. */
export interface Admission {
  readonly principal: Principal
  /** Header fields for the answer, such as `Deprecation`. */
  readonly headers: AnswerHeaders | undefined
}

/** Stands in front of a route. Returns a promise only where something has to be waited for. */
export interface Guard {
  /** Names of the schemes, in the order in which they are asked; none where anybody is let through. */
  readonly schemes: readonly string[]
  /**
   * Answers with who was let through; `undefined` where anybody is.
   *
   * @throws AuthError where the caller is not let through.
   */
  admit(exchange: Exchange): Admission | undefined | Promise<Admission | undefined>
}

/** An endpoint, compiled: what the server needs to answer, and nothing about what kind it was. */
export interface Route extends RouteFacts {
  /** `undefined` where the route is open. */
  readonly guard: Guard | undefined
  /** User middleware of the class and method, in order. */
  readonly middleware: readonly Middleware[]
  /** Whether it has to run inside Koa: user middleware, its own or global, or a use of Koa's `ctx`. */
  readonly needsKoa: boolean
  /** Binds arguments, calls the handler and returns what to answer. */
  handle(exchange: Exchange): Outcome | Promise<Outcome>
}
