import { AuthError, type GuardedRoute, type Principal } from '@portico/sdk'

/**
 * Decides whether a known caller may call a route.
 *
 * @throws AuthError for the first limit that it doesn't pass, in the order of the contract.
 */
export function assertReach(principal: Principal, { environment, label }: GuardedRoute): void {
  const { scheme, reach } = principal
  if (reach === undefined) return
  const caller = scheme === 'proxy' ? 'proxy token' : 'caller'
  if (reach.environments !== undefined && !reach.environments.has(environment)) {
    throw new AuthError(
      'environment_not_allowed',
      `${caller} is not allowed in environment '${environment}'`,
    )
  }
  if (reach.endpoints !== undefined && !reach.endpoints.has(label)) {
    throw new AuthError('endpoint_not_allowed', `${caller} is not allowed at this endpoint`)
  }
}
