import {
  AuthError,
  type Authenticated,
  type GuardedRoute,
  type Scheme,
  type SchemeServices,
} from '@portico/sdk'

import type { Exchange } from '../server/exchange.js'
import type { Admission, Guard } from '../server/route.js'
import { type Finding, askSchemes } from './ask-schemes.js'
import { assertReach } from './assert-reach.js'
import { countFailure } from './count-failure.js'
import type { FailureThrottle } from './failure-throttle.js'

/** What every guard of a server shares. */
export interface GuardServices {
  /** Given to the schemes. */
  readonly schemeServices: SchemeServices
  readonly failures: FailureThrottle
  /** Told of every caller that was let through. Must not block: it runs before the handler. */
  readonly onAdmitted?: (answer: Authenticated) => void
}

/**
 * Makes the guard of a route: its schemes are asked in order, the first that has an answer decides,
 * and then the caller's reach has to include the route.
 */
export function createGuard(
  route: GuardedRoute,
  schemes: readonly Scheme[],
  services: GuardServices,
): Guard {
  return {
    schemes: schemes.map(({ name }) => name),
    admit(exchange) {
      const { received: headers, params, address } = exchange
      const request = { headers, params, address, route }
      const finding = askSchemes(schemes, request, services.schemeServices)
      return finding instanceof Promise
        ? finding.then((found) => decide(found, exchange))
        : decide(finding, exchange)
    },
  }

  function decide(finding: Finding | undefined, exchange: Exchange): Admission {
    if (finding === undefined) throw missing(schemes)
    const { scheme, answer } = finding
    if (answer.ok !== true) throw reject(scheme, answer.error, exchange)
    assertReach(answer.principal, route)
    services.onAdmitted?.(answer)
    return { principal: answer.principal, headers: answer.headers }
  }

  /** Only wrong secrets count, and a right one never gets here: throttling locks nobody out. */
  function reject(scheme: Scheme, error: AuthError, { address }: Exchange): AuthError {
    const tooMany =
      error.code === 'invalid_credentials' ? countFailure(services.failures, address) : undefined
    return tooMany ?? withChallenges(error, [scheme])
  }
}

/** The first scheme's own words, with a challenge of each. */
function missing(schemes: readonly Scheme[]): AuthError {
  const error =
    schemes[0]?.missing?.() ?? new AuthError('missing_credentials', 'missing credentials')
  return withChallenges(error, schemes)
}

/** RFC 9110, 15.5.2: a 401 says which schemes there are. */
function withChallenges(error: AuthError, schemes: readonly Scheme[]): AuthError {
  const { code, status, message } = error
  if (status !== 401) return error
  const challenges = schemes.map(({ challenge }) => challenge)
  const field = challenges.length === 1 ? (challenges[0] ?? '') : challenges
  return new AuthError(code, message, {
    status,
    headers: { ...error.headers, 'WWW-Authenticate': field },
  })
}
