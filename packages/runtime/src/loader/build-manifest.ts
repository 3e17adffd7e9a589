import { InvalidEndpointError } from '@portico/sdk'

import { findAppName } from './app-name.js'
import type { AppNaming } from './app-naming.js'
import { controllerEndpointsOf } from './controller-endpoints.js'
import { toHostName } from './custom-domain.js'
import { declaredEndpointsOf } from './declared-endpoints.js'
import { inFile } from './invalid-endpoint.js'
import { assertNoConflicts } from './manifest-conflicts.js'
import type { ManifestOptions } from './manifest-options.js'
import type { HandlerSource, Manifest, ManifestEndpoint } from './manifest.js'
import { assertProtectionGuards } from './resolve-protection.js'

/**
 * Resolves everything that handler classes declare, and refuses what can't be served.
 *
 * @throws InvalidEndpointError with class, method and file, and what to write instead.
 */
export function buildManifest(
  sources: readonly HandlerSource[],
  options: ManifestOptions = {},
): Manifest {
  const all = onceEach(sources)
  const naming = toNaming(all, options)
  const { appOptions = {} } = options
  const { controllers = {} } = appOptions
  const { currentUserChecker } = controllers
  const actions = controllerEndpointsOf(all, naming, controllers)
  const endpoints = all.flatMap((source) => {
    const own = actions.filter(({ target }) => target === source.target)
    assertProtectionGuards(
      source,
      own.map(({ handler }) => handler),
    )
    return [...declaredEndpointsOf(source, { naming, currentUserChecker }), ...own]
  })
  assertNoConflicts(endpoints)
  const handlers = servingAmong(all, endpoints)
  return Object.freeze({ app: naming.app, handlers, endpoints, appOptions })
}

/** The endpoints that are open without anybody having said that this is meant. */
export function unstatedEndpoints({ endpoints }: Manifest): readonly ManifestEndpoint[] {
  return endpoints.filter(
    ({ protection }) => protection.kind === 'unstated' || protection.kind === 'unprotected',
  )
}

/**
 * The classes that serve something. One that serves nothing may stand there as the parent of
 * another.
 */
function servingAmong(
  sources: readonly HandlerSource[],
  endpoints: readonly ManifestEndpoint[],
): readonly HandlerSource[] {
  const serving = new Set(endpoints.map(({ target }) => target))
  for (const { target, file } of sources) {
    if (serving.has(target) || [...serving].some((other) => other.prototype instanceof target))
      continue
    throw new InvalidEndpointError(
      inFile(file, `${target.name} has no endpoint: put @fastapiEndpoint() on a method`),
    )
  }
  return sources.filter(({ target }) => serving.has(target))
}

function toNaming(sources: readonly HandlerSource[], options: ManifestOptions): AppNaming {
  const { domain, workspace = 'local', webSuffix = '' } = options
  const { app = findAppName(sources.find(({ file }) => file !== undefined)?.file) } = options
  return { app, domain: domain === undefined ? undefined : toDomain(domain), workspace, webSuffix }
}

function toDomain(domain: string): string {
  const host = toHostName(domain)
  if (host !== undefined) return host
  throw new InvalidEndpointError(
    `domain must be a host name such as example.com, without scheme, port and path, not '${domain}'`,
  )
}

function onceEach(sources: readonly HandlerSource[]): readonly HandlerSource[] {
  return [
    ...new Map(sources.toReversed().map((source) => [source.target, source])).values(),
  ].toReversed()
}
