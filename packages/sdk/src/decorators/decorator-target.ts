import { type HandlerClass, isClass } from '../endpoints/handler-class.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'

/** Can be put on a method. */
export type HandlerDecorator = (prototype: object, handler: string | symbol) => void

/** Can be put on a class or on a method. */
export interface ClassOrHandlerDecorator {
  (target: HandlerClass): void
  (prototype: object, handler: string | symbol, descriptor?: PropertyDescriptor): void
}

/** What a decorator stands on; `handler` is undefined on a class. */
export interface DecoratorTarget {
  readonly target: HandlerClass
  readonly handler: string | undefined
}

/**
 * Tells what a decorator was put on.
 *
 * @throws InvalidEndpointError on a static method, a symbol or anything else that can't be called.
 */
export function toDecoratorTarget(
  decorator: string,
  owner: object,
  handler: string | symbol | undefined,
): DecoratorTarget {
  if (handler === undefined) {
    if (isClass(owner)) return { target: owner, handler: undefined }
    throw new InvalidEndpointError(`Put ${decorator} on a class or on a method`)
  }
  if (isClass(owner)) {
    throw new InvalidEndpointError(
      `${owner.name}.${String(handler)} is static. ${decorator} goes on methods of instances: remove "static".`,
    )
  }
  const target = owner.constructor
  if (!isClass(target) || typeof handler === 'symbol') {
    throw new InvalidEndpointError(`${decorator} goes on a class's method whose name is a string`)
  }
  return { target, handler }
}

/** As {@link toDecoratorTarget}, for decorators that go on methods alone. */
export function toHandlerTarget(
  decorator: string,
  owner: object,
  handler: string | symbol | undefined,
): { readonly target: HandlerClass; readonly handler: string } {
  const found = toDecoratorTarget(decorator, owner, handler)
  if (found.handler === undefined) {
    throw new InvalidEndpointError(`Put ${decorator} on a method: ${found.target.name} is a class`)
  }
  return { target: found.target, handler: found.handler }
}

/**
 * Catches `@fastapiEndpoint` without parentheses, where the decorator factory gets the class or its
 * prototype instead of options.
 *
 * @throws InvalidEndpointError with the class and method that it stands on.
 */
export function assertParentheses(decorator: string, args: readonly unknown[]): void {
  const [first, handler] = args
  const bare = typeof first === 'function' || args.length > 1
  if (!bare) return
  const owner = typeof first === 'function' ? first : first?.constructor
  const name = typeof owner === 'function' ? owner.name : 'this class'
  const where = handler === undefined ? name : `${name}.${String(handler)}`
  throw new InvalidEndpointError(`Write @${decorator}() with parentheses on ${where}`)
}
