import type { ServeSettings } from '../config/serve-settings.js'
import type { Database } from '../database/database.js'
import type { Manifest } from '../loader/manifest.js'
import type { Logger } from '../observability/logger.js'
import type { createRuntime } from '../runtime.js'
import { assertProtected } from './assert-protected.js'
import { loadApp } from './load-app.js'

/** Loads an app that is to be served, and refuses it where its protection isn't as it was asked for. */
export async function loadServedApp(
  files: readonly string[],
  settings: Pick<
    ServeSettings,
    'environment' | 'name' | 'domain' | 'workspaceName' | 'strict' | 'host'
  >,
  webSuffix: string,
): Promise<Manifest> {
  const manifest = await loadApp('serve', files, { ...settings, webSuffix })
  if (settings.strict ?? !isLoopback(settings.host)) {
    assertProtected(manifest, ', or lift this with --no-strict')
  }
  return manifest
}

/** What the runtime of an app that is served is made of. */
export interface AppParts {
  readonly settings: Pick<
    ServeSettings,
    'environment' | 'legacyProxyAuthorization' | 'failedAttemptsLimit'
  > & { readonly docs: boolean | 'open' | undefined }
  readonly manifest: Manifest
  readonly database: Database
  readonly logger: Logger
}

/** How `createRuntime()` is called for an app that is served. */
export function toRuntimeOptions({
  settings,
  manifest,
  database,
  logger,
}: AppParts): Parameters<typeof createRuntime>[0] {
  const { environment, docs, legacyProxyAuthorization, failedAttemptsLimit } = settings
  return {
    manifest,
    store: database,
    ...{ environment, legacyProxyAuthorization, failedAttemptsLimit, logger },
    ...(docs === undefined ? {} : { docs }),
  }
}

/** Whether an address is one that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
}
