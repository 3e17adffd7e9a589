import type { Context, Middleware } from 'koa'
import {
  type Action,
  type ActionMetadata,
  BaseDriver,
  type MiddlewareMetadata,
  type ParamMetadata,
} from 'routing-controllers'

import { type FailureHandler, toGlobalMiddleware } from './action-middleware.js'
import { readActionParameter } from './action-request.js'
import { toAnswerableError } from './answerable-error.js'
import { toErrorMembers, withoutStacks } from './error-body.js'
import { writeActionResult } from './write-action-result.js'

/** An action as routing-controllers registers it. */
export interface RegisteredAction {
  readonly metadata: ActionMetadata
  /** Binds arguments, calls the action and hands its result or error to the driver. */
  readonly execute: (action: Action) => unknown
}

/**
 * Collects what routing-controllers builds, and answers as its Koa driver does, but never with a
 * stack trace, and never an error that isn't meant for the client: that one is thrown on.
 */
export class ControllersDriver extends BaseDriver {
  readonly registered: RegisteredAction[] = []
  readonly middlewareBefore: Middleware[] = []
  readonly middlewareAfter: Middleware[] = []

  /** Nothing to prepare: there is no app of its own. */
  initialize(): void {}

  /** Nothing to do: the loader turns the registered actions into routes. */
  registerRoutes(): void {}

  registerMiddleware(middleware: MiddlewareMetadata): void {
    const chain = middleware.type === 'before' ? this.middlewareBefore : this.middlewareAfter
    chain.push(toGlobalMiddleware(middleware))
  }

  registerAction(metadata: ActionMetadata, execute: (action: Action) => unknown): void {
    this.registered.push({ metadata, execute })
  }

  getParamFromRequest(action: Action, param: ParamMetadata): unknown {
    return readActionParameter(action.context, param)
  }

  /** Resolves once the middleware after the action has run. */
  handleSuccess(result: unknown, metadata: ActionMetadata, action: Action): unknown {
    if (result !== action.response && result !== action.context) {
      writeActionResult(this.transformResult(result, metadata, action), metadata, action)
    }
    return action.next?.()
  }

  /** Rejects with what isn't meant for the client. routing-controllers calls it twice then. */
  async handleError(error: unknown, metadata: ActionMetadata | undefined, action: Action) {
    this.#writeFailure(error, metadata, action.context)
  }

  /** Answers an error of a middleware class, as text. Throws what isn't meant for the client. */
  failureHandler(): FailureHandler {
    return (error, ctx) => this.#writeFailure(error, undefined, ctx)
  }

  #writeFailure(error: unknown, metadata: ActionMetadata | undefined, { response }: Context): void {
    const answerable = toAnswerableError(error)
    if (answerable === undefined) throw error
    for (const [name, value] of Object.entries(metadata?.headers ?? {})) response.set(name, value)
    response.body = metadata?.isJsonTyped
      ? withoutStacks(this.processJsonError(answerable))
      : answerable.message || toErrorMembers(answerable)
    response.status = answerable.httpCode
  }
}
