import { isEarly } from '@portico/sdk'

import { readAppSettings } from '../config/serve-settings.js'
import type { Manifest } from '../loader/manifest.js'
import { DEFAULT_ENVIRONMENT } from '../workspace/environment-store.js'
import { toWebSuffix } from '../workspace/environment-name.js'
import { assertProtected } from './assert-protected.js'
import { describeRoute, toRouteJson } from './describe-route.js'
import type { Invocation } from './invocation.js'
import { loadApp } from './load-app.js'
import { toPrintable } from './printable.js'
import { readSources } from './read-sources.js'

/** Options of `runtime routes`, as typed. */
export interface RoutesOptions {
  readonly json?: true
  readonly check?: true
}

/** Shows every route of an app with its parameters and its protection; serves nothing. */
export async function showRoutes(
  invocation: Invocation,
  files: readonly string[],
  { json = false, check = false }: { readonly json?: boolean; readonly check?: boolean },
): Promise<void> {
  const { terminal, workingDirectory } = invocation
  const settings = readAppSettings(readSources(invocation))
  const { environment } = settings
  const webSuffix = environment === DEFAULT_ENVIRONMENT ? '' : toWebSuffix(environment)
  const manifest = await loadApp('routes', files, { ...settings, webSuffix })

  if (json) {
    const routes = manifest.endpoints.map((endpoint) => toRouteJson(endpoint, workingDirectory))
    terminal.print(JSON.stringify(routes, undefined, 2))
  } else {
    const lines = manifest.endpoints.flatMap((endpoint) => describeRoute(endpoint, terminal))
    for (const line of [...lines, ...describeEarlyMiddleware(manifest)]) terminal.print(line)
  }
  if (check) assertProtected(manifest)
}

/** Strangers reach it at every route, which nobody sees who looks at the routes alone. */
function describeEarlyMiddleware({ appOptions: { use = [] } }: Manifest): readonly string[] {
  const names = use.filter(isEarly).map((early) => toPrintable(early.use.name) || 'a function')
  return names.length === 0 ? [] : [`   Before every guard: ${names.join(', ')}`]
}
