import { AuthError, type GuardedRoute, type Principal } from '@portico/sdk'

/**
 * Decides whether a known caller may call a route.
 *
 * @throws AuthError for the first limit that it doesn't pass, in the order of the contract.
 */
export function assertReach(principal: Principal, route: GuardedRoute): void {
  const caller = principal.scheme === 'proxy' ? 'proxy token' : 'caller'
  switch (findLimit(principal, route)) {
    case undefined:
      return
    case 'environment':
      throw new AuthError(
        'environment_not_allowed',
        `${caller} is not allowed in environment '${route.environment}'`,
      )
    case 'endpoint':
      throw new AuthError('endpoint_not_allowed', `${caller} is not allowed at this endpoint`)
  }
}

/** Whether {@link assertReach} lets the caller through, for those who ask about many routes. */
export function isInReach(principal: Principal, route: GuardedRoute): boolean {
  return findLimit(principal, route) === undefined
}

function findLimit(
  { reach }: Principal,
  { environment, label }: GuardedRoute,
): 'environment' | 'endpoint' | undefined {
  if (reach === undefined) return undefined
  if (reach.environments !== undefined && !reach.environments.has(environment)) return 'environment'
  if (reach.endpoints !== undefined && !reach.endpoints.has(label)) return 'endpoint'
  return undefined
}
