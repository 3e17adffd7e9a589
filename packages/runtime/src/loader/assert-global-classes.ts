import { type AppOptions, InvalidEndpointError, endpointsOf } from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

import { inFile } from './invalid-endpoint.js'
import type { HandlerSource } from './manifest.js'

/** What was registered so far, by being imported. */
export type GlobalClasses = Readonly<Record<'middlewares' | 'interceptors', ReadonlySet<Function>>>

const DECORATORS = { middlewares: '@Middleware()', interceptors: '@Interceptor()' } as const
const REMEDIES = {
  middlewares: 'write it as Koa middleware, in defineApp({ use: […] })',
  interceptors: 'write @UseInterceptor() there',
} as const
const KINDS = ['middlewares', 'interceptors'] as const

/** The classes with `@Middleware()` and `@Interceptor()` that the process knows by now. */
export function globalClasses(): GlobalClasses {
  const { middlewares, interceptors } = getMetadataArgsStorage()
  return {
    middlewares: new Set(middlewares.map(({ target }) => target)),
    interceptors: new Set(interceptors.map(({ target }) => target)),
  }
}

/**
 * Refuses an app with endpoints of ours whose import registered middleware or interceptors for all
 * controllers: somebody believes that they protect everything. Named in the app's options they are
 * meant for controllers.
 *
 * @throws InvalidEndpointError with the class, an endpoint that goes without, and what to write.
 */
export function assertNoGlobalClasses(
  before: GlobalClasses,
  sources: readonly HandlerSource[],
  { controllers = {} }: AppOptions,
): void {
  const endpoint = firstEndpoint(sources)
  if (endpoint === undefined) return
  const now = globalClasses()
  for (const kind of KINDS) {
    const found = [...now[kind]].find((target) => !before[kind].has(target))
    if (found === undefined || controllers[kind] !== undefined) continue
    throw new InvalidEndpointError(
      inFile(
        endpoint.file,
        `${found.name} has ${DECORATORS[kind]}, which runs around actions of controllers alone and not around ${endpoint.name}: ${REMEDIES[kind]}, or name it in defineApp({ controllers: { ${kind}: [${found.name}] } }) where that is meant`,
      ),
    )
  }
}

function firstEndpoint(
  sources: readonly HandlerSource[],
): { readonly file: string | undefined; readonly name: string } | undefined {
  for (const { target, file } of sources) {
    const [spec] = endpointsOf(target)
    if (spec !== undefined) return { file, name: `${target.name}.${spec.handler}` }
  }
  return undefined
}
