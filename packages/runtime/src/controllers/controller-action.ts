import type { HandlerClass, HttpMethod } from '@portico/sdk'
import type { Middleware } from 'koa'

import type { ParameterSpec } from '../binding/parameter-spec.js'
import type { Exchange } from '../server/exchange.js'

/** One action of a plain routing-controllers controller, as its own metadata builder describes it. */
export interface ControllerAction {
  readonly target: HandlerClass
  readonly handler: string
  readonly methods: readonly HttpMethod[]
  /** Path template, prefix of the controller included, in the syntax of path-to-regexp 8. */
  readonly path: string
  /** What the action takes, for `runtime routes`; routing-controllers itself binds it. */
  readonly parameters: readonly ParameterSpec[]
  /** `@UseBefore` of controller and action, in routing-controllers' order. */
  readonly middlewareBefore: readonly Middleware[]
  /** `@UseAfter` of controller and action. */
  readonly middlewareAfter: readonly Middleware[]
  /** Runs the action with routing-controllers' own semantics; its answer is left on `exchange.ctx`. */
  run(exchange: Exchange): Promise<void>
}
