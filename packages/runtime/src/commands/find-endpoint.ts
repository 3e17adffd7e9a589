import type { ServedEndpoint } from '../control/controlled-server.js'
import { DOCS_PATH } from '../docs/docs-page-routes.js'
import type { Runtime } from '../runtime.js'
import { canonicalPath } from '../server/canonical-path.js'

/** The endpoint that would answer a request; `undefined` where none would. */
export function findEndpoint(
  runtime: Pick<Runtime, 'routeAt'>,
  method: string,
  path: string,
): ServedEndpoint | undefined {
  const canonical = canonicalPath(path)
  const route = canonical.ok ? runtime.routeAt(method, canonical.path) : undefined
  return route && { label: route.label, protected: route.protected }
}

/** Whether the page of the API description is served: a route of a user's has a label. */
export function hasDocsPage(runtime: Pick<Runtime, 'routeAt'>): boolean {
  return runtime.routeAt('GET', DOCS_PATH)?.label === ''
}
