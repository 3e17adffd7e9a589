import type { HandlerClass, HttpMethod } from '@portico/sdk'
import type { Middleware } from 'koa'

import type { ParameterSpec } from '../binding/parameter-spec.js'
import type { Exchange } from '../server/exchange.js'

/** One action of a plain routing-controllers controller, as its own metadata builder describes it. */
export interface ControllerAction {
  readonly target: HandlerClass
  readonly handler: string
  readonly methods: readonly HttpMethod[]
  /**
   * Path template as written, the controller's prefix and `@routePrefix` included. Nobody has
   * checked its syntax yet.
   */
  readonly path: string
  /** What the action takes, for `runtime routes`; routing-controllers itself binds it. */
  readonly parameters: readonly ParameterSpec[]
  /** Global middleware, then `@UseBefore` of controller and action, in routing-controllers' order. */
  readonly middlewareBefore: readonly Middleware[]
  /**
   * Runs the action with routing-controllers' own semantics, and after its success the middleware of
   * `@UseAfter`. The answer is left on `exchange.ctx`.
   *
   * Rejects with whatever isn't meant for the client.
   */
  run(exchange: Exchange): Promise<void>
}
