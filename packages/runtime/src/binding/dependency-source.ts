import { type Dependency, type HandlerClass, isDependencyClass } from '@portico/sdk'

/** Name of the method that gives the value. */
export const RESOLVE = 'resolve'

/** The class whose `resolve` gives the value: a function is put into one of its own. */
export function toDependencyClass(provider: Dependency): HandlerClass {
  if (isDependencyClass(provider)) return provider
  const target = { [provider.name]: class {} }[provider.name] ?? class {}
  Object.defineProperty(target.prototype, RESOLVE, { value: provider })
  return target
}
