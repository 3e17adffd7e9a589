import type { Outcome } from './answer.js'
import type { HttpExchange } from './http-exchange.js'
import { passOn } from './received-fields.js'
import { removeCredentials, removeCredentialsAgain } from './remove-credentials.js'
import type { Admission, Route } from './route.js'

/**
 * Runs guard → removal of credentials → `proceed`, in this order, on the only way to a route. Returns
 * a promise only where something had to be waited for.
 *
 * @throws whatever guard or handler throw, at once or by the promise.
 */
export function runRoute<T extends Outcome | void>(
  route: Route,
  exchange: HttpExchange,
  proceed: () => T | Promise<T>,
): T | Promise<T> {
  exchange.route = route
  const admission = route.guard?.admit(exchange)
  if (admission instanceof Promise) {
    return admission.then((admitted) => enter(exchange, admitted, proceed))
  }
  return enter(exchange, admission, proceed)
}

/** Runs what is left for a request that no route answers: it passes no guard, and no credential. */
export function runUnmatched<T>(exchange: HttpExchange, proceed: () => T): T {
  exchange.entered = true
  passOn(exchange.req)
  return proceed()
}

function enter<T>(
  exchange: HttpExchange,
  admission: Admission | undefined,
  proceed: () => T | Promise<T>,
): T | Promise<T> {
  exchange.principal = admission?.principal
  exchange.admissionHeaders = admission?.headers
  exchange.entered = true
  if (exchange.received === exchange.headers) {
    removeCredentials(exchange.req)
  } else {
    exchange.received = exchange.headers
    removeCredentialsAgain(exchange.req)
  }
  return proceed()
}
