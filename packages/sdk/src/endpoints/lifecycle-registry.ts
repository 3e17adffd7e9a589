import { type HandlerClass, lineageOf } from './handler-class.js'
import { defineSlot } from './metadata.js'

/** `enter` runs once before the first request, `exit` at shutdown. */
export type LifecycleHook = 'enter' | 'exit'

const HOOKS = defineSlot<LifecycleHook>('lifecycle')
const HOOKED = defineSlot<readonly string[]>('lifecycle-methods')

/** Records that `handler` runs at start or at shutdown. */
export function recordLifecycleHook(
  target: HandlerClass,
  handler: string,
  hook: LifecycleHook,
): void {
  HOOKS.write(hook, target, handler)
  HOOKED.write([...(HOOKED.read(target) ?? []), handler], target)
}

/** Which hook the class itself declares on a method. */
export function lifecycleHookOf(target: HandlerClass, handler: string): LifecycleHook | undefined {
  return HOOKS.read(target, handler)
}

/** Names of the methods with a hook, ancestors' first, each once. */
export function lifecycleMethodsOf(target: HandlerClass, hook: LifecycleHook): readonly string[] {
  const found = new Map<string, LifecycleHook | undefined>()
  for (const ancestor of [...lineageOf(target)].toReversed()) {
    for (const handler of HOOKED.read(ancestor) ?? []) {
      found.set(handler, lifecycleHookOf(ancestor, handler))
    }
  }
  return [...found].filter(([, kind]) => kind === hook).map(([handler]) => handler)
}
