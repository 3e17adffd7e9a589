import {
  type IocAdapter,
  type UseContainerOptions,
  getFromContainer,
  useContainer as useControllersContainer,
} from 'routing-controllers'

import { recordContainer } from '../endpoints/container.js'

/**
 * Lets a container make handler classes, controllers, and the classes of middleware and interceptors,
 * in the whole process. `undefined` goes back to `new`.
 *
 * It is routing-controllers' `useContainer`, which it calls; handler classes only know a container
 * that is given here, or to `createRuntime()`.
 *
 * @example
 * useContainer(Container) // of typedi, say
 */
export function useContainer(
  container: IocAdapter | undefined,
  options?: UseContainerOptions,
): void {
  // Its types don't say that it takes `undefined`; nothing but an `if` looks at it.
  useControllersContainer(container as IocAdapter, options)
  // Asking by way of routing-controllers keeps its `fallback` options.
  recordContainer(container && { get: (type) => getFromContainer(type) })
}
