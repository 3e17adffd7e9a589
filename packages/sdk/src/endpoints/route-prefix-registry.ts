import { type HandlerClass, lineageOf } from './handler-class.js'
import { defineSlot } from './metadata.js'

const PREFIX = defineSlot<string>('route-prefix')

/** Records the prefix of all paths of a class. */
export function recordRoutePrefix(target: HandlerClass, prefix: string): void {
  PREFIX.write(prefix, target)
}

/** The prefix of a class or of its nearest ancestor that has one; empty where none has. */
export function routePrefixOf(target: HandlerClass): string {
  for (const ancestor of lineageOf(target)) {
    const own = PREFIX.read(ancestor)
    if (own !== undefined) return own
  }
  return ''
}
