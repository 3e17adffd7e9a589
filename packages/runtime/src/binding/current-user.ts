import { UnauthorizedError } from '@portico/sdk'
import type { CurrentUserChecker } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'
import { toAction } from './koa-action.js'

/**
 * Finds out the user of a request, as routing-controllers does.
 *
 * The function throws or rejects with an UnauthorizedError where a required user isn't found.
 */
export function compileCurrentUser(
  checker: CurrentUserChecker,
  required: boolean,
): (exchange: Exchange) => Promise<unknown> {
  return async function currentUser(exchange) {
    const user: unknown = await checker(toAction(exchange))
    if (required && (user === undefined || user === null || user === '')) {
      const { method, url } = exchange.ctx.request
      throw new UnauthorizedError(`Authorization is required for request on ${method} ${url}`)
    }
    return user
  }
}
