import { docsPageRoutes } from '../docs/docs-page-routes.js'
import { hasDocs } from '../docs/has-docs.js'
import { openApiRoute } from '../docs/open-api-route.js'
import { type FindVisible, type ShownRoute, createFindVisible } from '../guards/find-visible.js'
import type { GuardServices } from '../guards/guard.js'
import type { Manifest, ManifestEndpoint } from '../loader/manifest.js'
import { asksForLoopback } from '../server/loopback-host.js'
import type { Matcher } from '../server/matcher/matcher.js'
import type { Route } from '../server/route.js'

/**
 * What is described at `/openapi.json` and `/docs`: every endpoint (`true`), none (`false`), or those
 * that ask for it (`undefined`). Of these, callers see what their guards admit them to; with `open`,
 * whoever asks for a loopback name on this machine sees every endpoint.
 */
export type DocsMode = boolean | 'open' | undefined

/** What {@link createDocsRoutes} is made of. */
export interface DocsParts {
  readonly docs: DocsMode
  readonly manifest: Manifest
  readonly environment: string
  readonly guards: GuardServices
  readonly needsKoa: boolean
}

/** The routes of the API description and of its page, save those whose paths `own` routes have. */
export function createDocsRoutes(parts: DocsParts, own: Matcher<Route>): readonly Route[] {
  const { docs, manifest, needsKoa } = parts
  const endpoints = describedEndpoints(manifest, docs)
  if (endpoints.length === 0) return []

  const findVisible = createFindVisible(
    endpoints.map((endpoint) => toShownRoute(endpoint, parts)),
    parts.guards,
  )
  const description = openApiRoute({
    ...{ title: manifest.app, endpoints, needsKoa },
    findVisible: docs === 'open' ? showAllOnLoopback(endpoints, findVisible) : findVisible,
  })
  const page = docsPageRoutes({ needsKoa })
  return [
    ...(isTaken(description, own) ? [] : [description]),
    ...(page.some((route) => isTaken(route, own)) ? [] : page),
  ]
}

/** A page of a stranger's may ask by another name than this machine's own, and others by any name. */
function showAllOnLoopback(
  endpoints: readonly ManifestEndpoint[],
  findVisible: FindVisible,
): FindVisible {
  const all = endpoints.map(() => true)
  return async (exchange) => (asksForLoopback(exchange) ? all : findVisible(exchange))
}

function describedEndpoints({ endpoints }: Manifest, docs: DocsMode): readonly ManifestEndpoint[] {
  if (docs === undefined) return endpoints.filter(hasDocs)
  return docs === false ? [] : endpoints
}

function toShownRoute(
  { protection, label, path }: ManifestEndpoint,
  { environment }: DocsParts,
): ShownRoute {
  const schemes = protection.kind === 'protected' ? protection.schemes : []
  return { route: { label, path, environment }, schemes }
}

/** Whether a user's route answers there, or redirects to one with another slash at its end. */
function isTaken({ path }: Route, own: Matcher<Route>): boolean {
  const match = own.match('', path, 'GET')
  return match !== undefined && match.kind !== 'wrong-method'
}
