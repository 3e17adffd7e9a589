import { lineageOf } from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

import { invalidEndpoint } from './invalid-endpoint.js'
import type { HandlerSource } from './manifest.js'

/** What routing-controllers records about a method, or about a whole class. */
interface Recorded {
  readonly target: unknown
  readonly method?: string
}

/**
 * Refuses decorators of routing-controllers that an endpoint of ours would leave unheeded, such as
 * `@Authorized`: somebody believes that it protects it.
 *
 * @throws InvalidEndpointError that names the decorator.
 */
export function assertOwnDecorators(source: HandlerSource, handler: string): void {
  const lineage = new Set<unknown>(lineageOf(source.target))
  const concerns = ({ target, method }: Recorded): boolean =>
    lineage.has(target) && (method === undefined || method === handler)
  if (hasNoFunction(concerns)) {
    throw invalidEndpoint(
      source,
      handler,
      '@UseBefore, @UseAfter and @UseInterceptor take functions or classes: give them some, and look for an import cycle where one is undefined',
    )
  }
  const prefix = getMetadataArgsStorage().controllers.find(concerns)?.route
  if (prefix !== undefined && prefix !== '' && prefix !== '/') {
    throw invalidEndpoint(
      source,
      handler,
      `the prefix '${prefix}' of its class is one of routing-controllers' and not of @fastapiEndpoint(): write @routePrefix('${prefix}'), which holds for both, and no prefix in @Controller() or @JsonController()`,
    )
  }
  const decorator = findUnheeded(concerns)
  if (decorator === undefined) return
  throw invalidEndpoint(
    source,
    handler,
    `@${decorator} belongs to routing-controllers and has no effect beside @fastapiEndpoint(): leave it out, or write the method as a controller's action`,
  )
}

function hasNoFunction(concerns: (recorded: Recorded) => boolean): boolean {
  const { uses, useInterceptors } = getMetadataArgsStorage()
  const given: readonly unknown[] = [
    ...uses.filter(concerns).map(({ middleware }) => middleware),
    ...useInterceptors.filter(concerns).map(({ interceptor }) => interceptor),
  ]
  return given.some((each) => typeof each !== 'function')
}

function findUnheeded(concerns: (recorded: Recorded) => boolean): string | undefined {
  const storage = getMetadataArgsStorage()
  const response = storage.responseHandlers.find(concerns)
  return response === undefined ? undefined : RESPONSE_DECORATORS[response.type]
}

const RESPONSE_DECORATORS = {
  authorized: 'Authorized',
  'success-code': 'HttpCode',
  'error-code': 'HttpCode',
  'content-type': 'ContentType',
  header: 'Header',
  'rendered-template': 'Render',
  redirect: 'Redirect',
  location: 'Location',
  'on-null': 'OnNull',
  'on-undefined': 'OnUndefined',
  'response-class-transform-options': 'ResponseClassTransformOptions',
} as const
