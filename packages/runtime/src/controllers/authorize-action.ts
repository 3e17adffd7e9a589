import { ForbiddenError, type HttpError, UnauthorizedError } from '@portico/sdk'
import type { Action, ActionMetadata, AuthorizationChecker } from 'routing-controllers'

/**
 * Lets an action with `@Authorized()` run only where the checker says so.
 *
 * @throws UnauthorizedError where it names no roles, ForbiddenError where it does.
 */
export async function authorizeAction(
  metadata: ActionMetadata,
  action: Action,
  checker: AuthorizationChecker | undefined,
): Promise<void> {
  if (!metadata.isAuthorizedUsed) return
  const roles = metadata.authorizedRoles
  if (checker !== undefined && (await checker(action, roles))) return
  throw roles.length === 0 ? authorizationRequired(action) : accessDenied(action)
}

// routing-controllers has these two errors, and exports neither.

function authorizationRequired({ request }: Action): HttpError {
  const where = `${request.method} ${request.url}`
  const error = new UnauthorizedError(`Authorization is required for request on ${where}`)
  return Object.assign(error, { name: 'AuthorizationRequiredError' })
}

function accessDenied({ request }: Action): HttpError {
  const where = `${request.method} ${request.url}`
  const error = new ForbiddenError(`Access is denied for request on ${where}`)
  return Object.assign(error, { name: 'AccessDeniedError' })
}
