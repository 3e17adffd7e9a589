import { type HandlerClass, InvalidEndpointError, lifecycleMethodsOf } from '@portico/sdk'

/** One object of each handler class, made once, and only where somebody needs it. */
export interface Instances {
  /**
   * The object whose methods handle requests. That of a plain controller is made for its hooks alone:
   * its container may make one for each request.
   *
   * @throws InvalidEndpointError where a constructor takes parameters that nobody provides.
   */
  of(target: HandlerClass): object
  /** Runs every `@enter` method, in the order of declaration. Rejects with the first failure. */
  enter(): Promise<void>
  /** Runs every `@exit` method, last class first. Resolves to what they threw. */
  exit(): Promise<readonly unknown[]>
}

/**
 * Keeps the objects of these classes.
 *
 * @param make takes the place of `new`, for classes that something else makes.
 */
export function createInstances(
  targets: readonly HandlerClass[],
  make: (target: HandlerClass) => object = construct,
): Instances {
  const objects = new Map<HandlerClass, object>()
  const of = (target: HandlerClass): object => {
    if (!targets.includes(target))
      throw new Error(`${target.name} is not a handler of this runtime`)
    const object = objects.get(target) ?? make(target)
    objects.set(target, object)
    return object
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
