import { type HandlerClass } from '../endpoints/handler-class.js'
import { recordRoutePrefix } from '../endpoints/route-prefix-registry.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertParentheses, toDecoratorTarget } from './decorator-target.js'

/**
 * Puts a prefix such as `/v1` before the paths of all endpoints of a class.
 *
 * @throws InvalidEndpointError where it doesn't start with a slash, or ends with one.
 */
export function routePrefix(prefix: string): (target: HandlerClass) => void {
  assertParentheses('routePrefix', [...arguments], "'/v1'")

  return (owner: HandlerClass, ...more: readonly (string | symbol)[]) => {
    const { target, handler } = toDecoratorTarget('@routePrefix()', owner, more[0])
    if (handler !== undefined) {
      throw new InvalidEndpointError(
        `${target.name}.${handler}: @routePrefix() goes on the class. Write the whole path here, such as @fastapiEndpoint({ path: '/v1/hello' }).`,
      )
    }
    assertPrefix(target, prefix)
    recordRoutePrefix(target, prefix)
  }
}

function assertPrefix(target: HandlerClass, prefix: unknown): void {
  if (typeof prefix === 'string' && /^\/.*[^/]$/.test(prefix)) return
  throw new InvalidEndpointError(
    `${target.name}: @routePrefix('/v1') takes a path that starts with a slash and doesn't end with one, not '${String(prefix)}'`,
  )
}
