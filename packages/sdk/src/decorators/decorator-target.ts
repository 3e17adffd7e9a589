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
  assertLegacyDecorators(decorator, handler)
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
    const where = isClass(target) ? `${target.name}.${String(handler)}: ` : ''
    throw new InvalidEndpointError(
      `${where}${decorator} goes on a class's method whose name is a string`,
    )
  }
  if (!hasMethod(owner, handler)) {
    throw new InvalidEndpointError(
      `${target.name}.${handler} is not a method. ${decorator} goes on methods: write ${handler}() { … }`,
    )
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
export function assertParentheses(decorator: string, args: readonly unknown[], example = ''): void {
  const [first, second] = args
  const bare = typeof first === 'function' || args.length > 1
  if (!bare) return
  assertLegacyDecorators(`@${decorator}(${example})`, second)
  const owner = typeof first === 'function' ? first : first?.constructor
  const name = typeof owner === 'function' ? owner.name : 'this class'
  const where = second === undefined ? name : `${name}.${String(second)}`
  throw new InvalidEndpointError(`Write @${decorator}(${example}) with parentheses on ${where}`)
}

/**
 * Catches decorators that were compiled to the ECMAScript standard, which get a context as second
 * argument, and no types of parameters.
 *
 * @throws InvalidEndpointError with the compiler settings to write.
 */
function assertLegacyDecorators(decorator: string, second: unknown): void {
  if (typeof second !== 'object' || second === null || !('kind' in second)) return
  const name = 'name' in second && second.name !== undefined ? String(second.name) : 'a class'
  throw new InvalidEndpointError(
    `${decorator} on ${name} was compiled as a standard decorator: write "experimentalDecorators": true and "emitDecoratorMetadata": true under "compilerOptions" in tsconfig.json`,
  )
}

function hasMethod(prototype: object, name: string): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
  return typeof descriptor?.value === 'function'
}
