import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { type HandlerClass, lineageOf } from './handler-class.js'
import { defineSlot } from './metadata.js'
import { type Protection, UNSTATED } from './protection.js'

const PROTECTION = defineSlot<Protection>('protection')

/**
 * Records what a protection decorator says on a class (`handler` undefined) or on a method.
 *
 * @throws InvalidEndpointError where another decorator has said something already.
 */
export function recordProtection(
  target: HandlerClass,
  handler: string | undefined,
  protection: Protection,
): void {
  if (PROTECTION.read(target, handler) !== undefined) {
    const where = handler === undefined ? target.name : `${target.name}.${handler}`
    throw new InvalidEndpointError(
      `${where} says twice who may call it. Keep one of @requiresProxyAuth() and @publicEndpoint().`,
    )
  }
  PROTECTION.write(protection, target, handler)
}

/** What a decorator beside the web decorator says on the method, in this class alone. */
export function ownMethodProtectionOf(target: HandlerClass, handler: string): Protection {
  return PROTECTION.read(target, handler) ?? UNSTATED
}

/** What the class says for all its routes, or else its nearest ancestor. */
export function classProtectionOf(target: HandlerClass): Protection {
  for (const ancestor of lineageOf(target)) {
    const own = PROTECTION.read(ancestor)
    if (own !== undefined) return own
  }
  return UNSTATED
}
