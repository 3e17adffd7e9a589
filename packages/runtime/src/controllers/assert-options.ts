import { type ControllersOptions, InvalidEndpointError } from '@portico/sdk'

const KNOWN: Readonly<Record<keyof ControllersOptions, true>> = {
  ...{ routePrefix: true, middlewares: true, interceptors: true, maxBodyBytes: true },
  ...{ classTransformer: true, classToPlainTransformOptions: true, validation: true },
  ...{ plainToClassTransformOptions: true, defaults: true },
  ...{ authorizationChecker: true, currentUserChecker: true },
}

/** What to write for routing-controllers' own options that have another place here. */
const INSTEAD: Readonly<Record<string, string>> = {
  controllers: 'export the classes from a file that is served, or give them as handlers',
  cors: "give @koa/cors as middleware, use: [{ use: cors(), before: 'guards' }]",
  defaultErrorHandler: 'say by errorMappers what errors are answered with',
  development: 'leave it out, no answer has a stack trace',
}

/**
 * Refuses options that plain controllers would not follow: types alone don't keep them away from
 * JavaScript, and middleware that is named but doesn't run may have been somebody's guard.
 *
 * @throws InvalidEndpointError with the option, and what to write instead.
 */
export function assertOptions(options: ControllersOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(KNOWN, name))
  if (unknown !== undefined) {
    const instead = INSTEAD[unknown] ?? `write one of ${Object.keys(KNOWN).toSorted().join(', ')}`
    throw new InvalidEndpointError(`controllers has no option "${unknown}": ${instead}`)
  }
  assertClasses('middlewares', options.middlewares)
  assertClasses('interceptors', options.interceptors)
  assertRoutePrefix(options.routePrefix)
}

function assertClasses(name: string, values: unknown): void {
  if (values === undefined) return
  if (Array.isArray(values) && values.every((value) => typeof value === 'function')) return
  throw new InvalidEndpointError(
    `controllers.${name} takes classes and not the names of files: import them, and write ${name}: [LoggingMiddleware]`,
  )
}

function assertRoutePrefix(value: unknown): void {
  if (value === undefined || (typeof value === 'string' && /^(\/[^/]+)+$/.test(value))) return
  throw new InvalidEndpointError(
    `controllers.routePrefix must be a path such as '/api', not '${String(value)}'`,
  )
}
