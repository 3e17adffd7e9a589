import type { CorsPolicy, HttpMethod } from '@portico/sdk'
import type { Middleware } from 'koa'

import type { Outcome } from './answer.js'
import type { Exchange } from './exchange.js'

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
export interface Route {
  /** Who answers, such as `Greeter.hello`. */
  readonly name: string
  readonly label: string
  readonly methods: readonly HttpMethod[]
  /** Path template in the syntax of path-to-regexp 8, prefix included. */
  readonly path: string
  /** Hosts, lower case and without port, at which this route alone answers, at `/`. */
  readonly hosts: readonly string[]
  /** `undefined` where the route is open. */
  readonly guard: Guard | undefined
  /** `undefined` where pages of other origins may not read the answers. */
  readonly cors: CorsPolicy | undefined
  /** User middleware of the class and method, in order. */
  readonly middleware: readonly Middleware[]
  /** Whether `handle` uses Koa's context, so that it has to run inside Koa. */
  readonly needsKoa: boolean
  /** Binds arguments, calls the handler and returns what to answer. */
  handle(exchange: Exchange): Outcome | Promise<Outcome>
}
