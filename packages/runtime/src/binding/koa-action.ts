import type { Action } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'

/** The request as checkers and interceptors of routing-controllers see it. */
export function toAction({ ctx }: Exchange): Action {
  return {
    request: ctx.request,
    response: ctx.response,
    context: ctx,
    next: () => Promise.resolve(),
  }
}
