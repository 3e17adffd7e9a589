import { InvalidEndpointError } from '@portico/sdk'

import { findAppName } from './app-name.js'
import { toHostName } from './custom-domain.js'
import { type AppNaming, declaredEndpointsOf } from './declared-endpoints.js'
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
  const handlers = onceEach(sources)
  const naming = toNaming(handlers, options)
  const endpoints = handlers.flatMap((source) => endpointsIn(source, naming))
  assertNoConflicts(endpoints)
  return Object.freeze({ app: naming.app, handlers, endpoints })
}

/** The endpoints that are open without anybody having said that this is meant. */
export function unstatedEndpoints({ endpoints }: Manifest): readonly ManifestEndpoint[] {
  return endpoints.filter(
    ({ protection }) => protection.kind === 'unstated' || protection.kind === 'unprotected',
  )
}

function endpointsIn(source: HandlerSource, naming: AppNaming): readonly ManifestEndpoint[] {
  assertProtectionGuards(source, [])
  return declaredEndpointsOf(source, naming).map((endpoint) => Object.freeze(endpoint))
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
