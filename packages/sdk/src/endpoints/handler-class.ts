/** A class whose instances handle requests. */
// `any` is how TypeScript itself spells "constructor with any parameters".
// oxlint-disable-next-line typescript/no-explicit-any
export type HandlerClass = abstract new (...args: any[]) => object

/** Whether `value` is a class, as far as JavaScript can tell. */
export function isClass(value: unknown): value is HandlerClass {
  return typeof value === 'function' && value !== Function.prototype
}

/** A class and its ancestors, nearest first. */
export function* lineageOf(target: HandlerClass): Generator<HandlerClass> {
  for (let current: unknown = target; isClass(current); current = Object.getPrototypeOf(current)) {
    yield current
  }
}
