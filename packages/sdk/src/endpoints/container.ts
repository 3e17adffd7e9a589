/** Makes objects of classes, or hands out those that it has: the small part of a container that is needed. */
export interface Container {
  // `any` is how TypeScript itself spells "constructor with any parameters".
  // oxlint-disable-next-line typescript/no-explicit-any
  get<T>(type: new (...args: any[]) => T): T
}

/** Shared by every copy of this package in one process. */
const KEY = Symbol.for('@portico/sdk:container')

/** Remembers the container of the whole process; `undefined` forgets it. */
export function recordContainer(container: Container | undefined): void {
  Reflect.set(globalThis, KEY, container)
}

/** The container of the whole process; `undefined` where nobody has given one. */
export function processContainer(): Container | undefined {
  return Reflect.get(globalThis, KEY)
}
