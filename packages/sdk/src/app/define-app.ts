import { assertKnownOptions } from '../decorators/assert-options.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { APP_OPTIONS, type AppOptions, findAppOptionsProblem } from './app-options.js'

/** Shared by every copy of this package in one process. */
const BRAND = Symbol.for('@portico/sdk:app')

/** What {@link defineApp} makes. */
export interface AppDefinition {
  readonly options: AppOptions
}

/**
 * Says what holds for the whole app: export it from a file that is served, under any name.
 *
 * @example
 * export const app = defineApp({ errorMappers: [mapError(OutOfStock, () => ({ status: 409 }))] })
 * @throws InvalidEndpointError where an option doesn't exist or can't be used.
 */
export function defineApp(options: AppOptions): AppDefinition {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidEndpointError(
      'defineApp() needs options: write defineApp({ use: [logger()] })',
    )
  }
  const problem = findProblem(options)
  if (problem !== undefined) throw new InvalidEndpointError(`defineApp(): ${problem}`)
  return Object.freeze({ [BRAND]: true, options: Object.freeze({ ...options }) })
}

/** Whether a value comes from {@link defineApp}, of whichever copy of this package. */
export function isAppDefinition(value: unknown): value is AppDefinition {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, BRAND)
}

function findProblem(options: AppOptions): string | undefined {
  assertKnownOptions(options, APP_OPTIONS)
  return findAppOptionsProblem(options)
}
