import type { ManifestEndpoint } from '../loader/manifest.js'
import type { Exchange } from '../server/exchange.js'
import type { Route } from '../server/route.js'
import { createOpenApiDocument } from './open-api-document.js'

/** What {@link openApiRoute} is made of. */
export interface OpenApiRouteOptions extends Pick<Route, 'needsKoa'> {
  /** Such as the app's name. */
  readonly title: string
  readonly endpoints: readonly ManifestEndpoint[]
  /** Which of `endpoints` a caller may see. */
  findVisible(exchange: Exchange): Promise<readonly boolean[]>
}

/** Descriptions that are kept, of callers who see different things. */
const MAX_KEPT = 8

/**
 * Serves the API description to whoever asks, to each of them only what they may call. Who that is has
 * to be found out as a guard, because the credentials are gone when `handle` runs.
 */
export function openApiRoute(options: OpenApiRouteOptions): Route {
  const { needsKoa, findVisible } = options
  const found = new WeakMap<Exchange, readonly boolean[]>()
  const describe = createDescribe(options)
  return {
    ...{ name: 'openapi', label: '', methods: ['GET'], path: '/openapi.json', hosts: [] },
    ...{ cors: undefined, middleware: [], needsKoa },
    guard: {
      schemes: [],
      async admit(exchange) {
        found.set(exchange, await findVisible(exchange))
        return undefined
      },
    },
    handle: (exchange) => ({
      kind: 'answer',
      status: 200,
      headers: HEADERS,
      body: describe(found.get(exchange) ?? []),
    }),
  }
}

/** The answer depends on whatever schemes look at. No CORS: it isn't for pages of other origins. */
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  Vary: '*',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * Writes the description of what is visible, and keeps the last ones that differ. That of everything is
 * written at once, so that the models have been read before the first request.
 */
function createDescribe({
  title,
  endpoints,
}: OpenApiRouteOptions): (visible: readonly boolean[]) => string {
  const kept = new Map<string, string>()
  describe(endpoints.map(() => true))
  return describe

  function describe(visible: readonly boolean[]): string {
    const key = visible.map((each) => (each ? '+' : '-')).join('')
    const body =
      kept.get(key) ??
      JSON.stringify(
        createOpenApiDocument(
          title,
          endpoints.filter((_, index) => visible[index] === true),
          // Relative to the description, so that it holds behind whatever prefix it is served.
          { serverUrl: '.', authorizable: endpoints },
        ),
      )
    kept.delete(key)
    kept.set(key, body)
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break
      kept.delete(oldest)
    }
    return body
  }
}
