import { type Dependency, isDependencyClass } from '../endpoints/dependency.js'
import { recordParameter } from '../endpoints/parameter-registry.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertCalled } from './assert-called.js'
import { toHandlerTarget } from './decorator-target.js'

/**
 * Injects what a function, or the method `resolve` of a class, gives for the request. It is called
 * once a request, wherever it is used, and its own parameters are bound like a handler's: of a
 * function by names and literal defaults, of a class also by types, where a decorator stands on one.
 *
 * A generator's `yield` gives the value, and what stands behind it runs after the answer. Where the
 * handler fails, `yield` throws its error then: what has to run either way belongs into a `finally`.
 *
 * @example
 * list(@Depends(pagination) page: Page) {}
 * @throws InvalidEndpointError where it is neither a function nor a class with `resolve`.
 */
export function Depends(provider: Dependency): ParameterDecorator {
  assertCalled('Depends', [...arguments], 'fn')
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget('@Depends()', prototype, name)
    assertDependency(provider, `${target.name}.${handler}`)
    recordParameter(target, handler, { kind: 'depends', index, provider })
  }
}

function assertDependency(provider: unknown, where: string): void {
  const isFunction = typeof provider === 'function'
  const isClass = isFunction && /^class\b/.test(Function.prototype.toString.call(provider))
  if (isFunction && (!isClass || isDependencyClass(provider as Dependency))) return
  throw new InvalidEndpointError(
    `${where}: @Depends() takes a function, or a class with a method "resolve". Write @Depends(() => …), and look for an import cycle where it is undefined`,
  )
}
