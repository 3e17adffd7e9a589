import {
  type ControllersOptions,
  type HandlerClass,
  InvalidEndpointError,
  routePrefixOf,
} from '@portico/sdk'
import type { ActionMetadata } from 'routing-controllers'

/**
 * The whole path template of an action.
 *
 * @throws InvalidEndpointError where it is a regular expression, or doesn't start with a slash.
 */
export function toActionPath(
  target: HandlerClass,
  { fullRoute, method }: ActionMetadata,
  { routePrefix = '' }: ControllersOptions,
): string {
  if (typeof fullRoute !== 'string') {
    throw new InvalidEndpointError(
      `${target.name}.${method} has a regular expression as its path: write a template such as '/users/:id'`,
    )
  }
  if (fullRoute !== '' && !fullRoute.startsWith('/')) {
    throw new InvalidEndpointError(
      `${target.name}.${method} has the path '${fullRoute}': write '/${fullRoute}'`,
    )
  }
  const path = `${routePrefix}${routePrefixOf(target)}${fullRoute}`
  // `@Get('/')` in `@JsonController('/users')` is /users, as with routing-controllers' own drivers.
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path
  return trimmed === '' ? '/' : trimmed
}
