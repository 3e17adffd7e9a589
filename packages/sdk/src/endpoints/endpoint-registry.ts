import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import type { EndpointSpec } from './endpoint-spec.js'
import { type HandlerClass, lineageOf } from './handler-class.js'
import { type LifecycleHook, lifecycleHookOf } from './lifecycle-registry.js'
import { defineSlot } from './metadata.js'

const ENDPOINTS = defineSlot<readonly EndpointSpec[]>('endpoints')

/**
 * Adds `spec` to what `target` itself declares.
 *
 * @throws InvalidEndpointError where the method is an endpoint or a lifecycle hook already.
 */
export function recordEndpoint(target: HandlerClass, spec: EndpointSpec): void {
  const own = ownEndpointsOf(target)
  if (own.some(({ handler }) => handler === spec.handler)) {
    throw new InvalidEndpointError(
      `${target.name}.${spec.handler} has two web decorators. Keep one, and write a second method for the other.`,
    )
  }
  const hook = lifecycleHookOf(target, spec.handler)
  if (hook !== undefined) throw hookAndEndpoint(target, spec.handler, hook)
  ENDPOINTS.write([...own, Object.freeze(spec)], target)
}

/** What `target` itself declares. */
export function ownEndpointsOf(target: HandlerClass): readonly EndpointSpec[] {
  return ENDPOINTS.read(target) ?? []
}

/** The endpoints of a handler class, its ancestors' first; a child's handler replaces its parent's. */
export function endpointsOf(target: HandlerClass): readonly EndpointSpec[] {
  const found = new Map<string, EndpointSpec>()
  for (const ancestor of [...lineageOf(target)].toReversed()) {
    for (const spec of ownEndpointsOf(ancestor)) found.set(spec.handler, spec)
  }
  return [...found.values()]
}

/** The same method can't both answer requests and run at start or shutdown. */
export function hookAndEndpoint(
  target: HandlerClass,
  handler: string,
  hook: LifecycleHook,
): InvalidEndpointError {
  return new InvalidEndpointError(
    `${target.name}.${handler} has a web decorator and @${hook}(). Write two methods.`,
  )
}
