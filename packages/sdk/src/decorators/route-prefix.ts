import { type HandlerClass } from '../endpoints/handler-class.js'
import { recordRoutePrefix } from '../endpoints/route-prefix-registry.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'

/**
 * Puts a prefix such as `/v1` before the paths of all endpoints of a class.
 *
 * @throws InvalidEndpointError where it doesn't start with a slash, or ends with one.
 */
export function routePrefix(prefix: string): (target: HandlerClass) => void {
  if (typeof prefix !== 'string' || !/^\/.*[^/]$/.test(prefix)) {
    throw new InvalidEndpointError(
      `@routePrefix('/v1') takes a path that starts with a slash and doesn't end with one, not '${String(prefix)}'`,
    )
  }
  return (target) => recordRoutePrefix(target, prefix)
}
