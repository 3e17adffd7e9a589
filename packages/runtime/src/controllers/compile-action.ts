import {
  type ControllersOptions,
  HTTP_METHODS,
  type HandlerClass,
  type HttpMethod,
} from '@portico/sdk'
import type { Middleware } from 'koa'
import type { Action, ActionMetadata } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'
import { readActionBody } from './action-body.js'
import { runMiddleware, toMiddleware } from './action-middleware.js'
import { uploadsOf } from './action-upload.js'
import { authorizeAction } from './authorize-action.js'
import { rememberExchange } from './own-parameters.js'
import type { ControllerAction } from './controller-action.js'
import type { ControllersDriver, RegisteredAction } from './controllers-driver.js'
import { describeParameters } from './describe-parameters.js'

const MEBIBYTE = 1_048_576

/** An action that was found good, with its address. */
export interface CheckedAction extends RegisteredAction {
  readonly target: HandlerClass
  readonly path: string
}

/** Turns an action into something that runs on an exchange. */
export function compileAction(
  { metadata, execute, target, path }: CheckedAction,
  driver: ControllersDriver,
  options: ControllersOptions,
): ControllerAction {
  const { middlewareBefore, middlewareAfter } = middlewareOf(metadata, driver)
  const { authorizationChecker, maxBodyBytes = MEBIBYTE } = options
  const uploads = uploadsOf(target, metadata)

  return {
    target,
    handler: metadata.method,
    methods: methodsOf(metadata),
    path,
    parameters: describeParameters(target, metadata),
    middlewareBefore,
    async run(exchange) {
      const action = toAction(exchange, middlewareAfter)
      try {
        await authorizeAction(metadata, action, authorizationChecker)
        await readActionBody(exchange, { metadata, uploads }, maxBodyBytes)
      } catch (error) {
        return driver.handleError(error, metadata, action)
      }
      await execute(action)
    },
  }
}

function toAction(exchange: Exchange, middlewareAfter: readonly Middleware[]): Action {
  const { ctx } = exchange
  Object.assign(ctx, { params: { ...exchange.params } })
  const next = () => runMiddleware(middlewareAfter, ctx)
  const action: Action = { request: ctx.request, response: ctx.response, context: ctx, next }
  rememberExchange(action, exchange)
  return action
}

function middlewareOf(
  metadata: ActionMetadata,
  driver: ControllersDriver,
): Record<'middlewareBefore' | 'middlewareAfter', readonly Middleware[]> {
  const uses = [...metadata.controllerMetadata.uses, ...metadata.uses]
  const before = uses.filter(({ afterAction }) => !afterAction)
  const after = uses.filter(({ afterAction }) => afterAction)
  const fail = driver.failureHandler()
  return {
    middlewareBefore: [...driver.middlewareBefore, ...toMiddleware(before, fail)],
    middlewareAfter: [...toMiddleware(after, fail), ...driver.middlewareAfter],
  }
}

/** `OPTIONS` is the server's own even at an `@All()`: preflights pass no guard. */
function methodsOf({ type }: ActionMetadata): readonly HttpMethod[] {
  return HTTP_METHODS.filter((method) =>
    type === 'all' ? method !== 'OPTIONS' : method === type.toUpperCase(),
  )
}
