// `any` is how TypeScript itself spells "any parameters"; what they are bound to is read at load.

/** A function that gives a value for a request; as a generator, it goes on after the answer. */
// oxlint-disable-next-line typescript/no-explicit-any
export type DependencyFunction = (...args: any[]) => unknown

/** A class whose method `resolve` gives a value for a request. */
// oxlint-disable-next-line typescript/no-explicit-any
export type DependencyClass = new (...args: any[]) => { resolve: DependencyFunction }

/** What `@Depends()` takes. */
export type Dependency = DependencyFunction | DependencyClass

/** Whether a dependency is a class with a method `resolve`. */
export function isDependencyClass(dependency: Dependency): dependency is DependencyClass {
  return typeof dependency.prototype?.resolve === 'function'
}
