import { type HandlerClass, InvalidEndpointError, lifecycleMethodsOf } from '@portico/sdk'

/** One object of each handler class, made once. */
export interface Instances {
  /** The object whose methods handle requests. */
  of(target: HandlerClass): object
  /** Runs every `@enter` method, in the order of declaration. Rejects with the first failure. */
  enter(): Promise<void>
  /** Runs every `@exit` method, last class first. Resolves to what they threw. */
  exit(): Promise<readonly unknown[]>
}

/**
 * Makes the object of each class.
 *
 * @param make takes the place of `new`, for classes that something else makes.
 * @throws InvalidEndpointError where a constructor takes parameters that nobody provides.
 */
export function createInstances(
  targets: readonly HandlerClass[],
  make: (target: HandlerClass) => object = construct,
): Instances {
  const objects = new Map(targets.map((target) => [target, make(target)]))
  const of = (target: HandlerClass): object => {
    const found = objects.get(target)
    if (found === undefined) throw new Error(`${target.name} is not a handler of this runtime`)
    return found
  }
  return {
    of,
    async enter() {
      for (const target of targets) {
        for (const name of lifecycleMethodsOf(target, 'enter')) await call(of(target), name)
      }
    },
    async exit() {
      const failures: unknown[] = []
      for (const target of targets.toReversed()) {
        for (const name of lifecycleMethodsOf(target, 'exit')) {
          await call(of(target), name).catch((error: unknown) => failures.push(error))
        }
      }
      return failures
    },
  }
}

/** Makes an object of a class whose constructor needs nothing. */
export function construct(target: HandlerClass): object {
  if (target.length > 0) {
    throw new InvalidEndpointError(
      `${target.name}'s constructor takes parameters, which nobody provides: give them defaults, or pass createRuntime() a container`,
    )
  }
  return Reflect.construct(target, [])
}

/** Looks the method up by name, since a child class may have replaced it. */
async function call(object: object, name: string): Promise<void> {
  const method: unknown = Reflect.get(object, name)
  if (typeof method === 'function') await method.call(object)
}
