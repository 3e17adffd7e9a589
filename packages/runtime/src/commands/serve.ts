import { removeOwnVariables } from '../config/environment-variables.js'
import { type ServeSettings, readServeSettings } from '../config/serve-settings.js'
import { createStateDirectory } from '../config/state-directory.js'
import { type WorkspaceLocation, findWorkspace } from '../config/workspace-location.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open-database.js'
import type { Manifest } from '../loader/manifest.js'
import { createLogger } from '../observability/logger.js'
import { createRuntime } from '../runtime.js'
import { UnknownEnvironmentError } from '../tokens/token-store.js'
import { DEFAULT_ENVIRONMENT } from '../workspace/environment-store.js'
import { assertProtected } from './assert-protected.js'
import type { Invocation } from './invocation.js'
import { loadApp } from './load-app.js'
import { outliveReaders } from './outlive-readers.js'
import { readSources } from './read-sources.js'
import { serveUntilStopped } from './serve-until-stopped.js'

/** Serves an app until it is told to stop. */
export async function serve(invocation: Invocation, files: readonly string[]): Promise<void> {
  const { terminal, workingDirectory } = invocation
  const settings = readServeSettings(readSources(invocation))
  removeOwnVariables()
  outliveReaders()

  // The app comes first: a mistyped file leaves no workspace behind.
  const found = findWorkspace({ workingDirectory, databaseUrl: settings.databaseUrl })
  const manifest = await loadChecked(files, settings, found)
  const location = found ?? createStateDirectory(workingDirectory)
  terminal.note(`→ ${location.title}`)
  const database = await openDatabase(location.databaseUrl)
  try {
    await serveManifest({ invocation, settings, manifest, database })
  } finally {
    await database.close()
  }
}

async function loadChecked(
  files: readonly string[],
  settings: ServeSettings,
  location: WorkspaceLocation | undefined,
): Promise<Manifest> {
  const webSuffix = await readWebSuffix(location, settings.environment)
  const manifest = await loadApp('serve', files, { ...settings, webSuffix })
  if (settings.strict ?? !isLoopback(settings.host)) {
    assertProtected(manifest, ', or lift this with --no-strict')
  }
  return manifest
}

async function readWebSuffix(
  location: WorkspaceLocation | undefined,
  environment: string,
): Promise<string> {
  if (environment === DEFAULT_ENVIRONMENT) return ''
  if (location === undefined) throw new UnknownEnvironmentError(environment)

  const database = await openDatabase(location.databaseUrl)
  try {
    const found = await database.environments.find(environment)
    if (found === undefined) throw new UnknownEnvironmentError(environment)
    return found.webSuffix
  } finally {
    await database.close()
  }
}

interface ServeParts {
  readonly invocation: Invocation
  readonly settings: ServeSettings
  readonly manifest: Manifest
  readonly database: Database
}

async function serveManifest({ invocation, settings, manifest, database }: ServeParts) {
  const { environment, docs, legacyProxyAuthorization, failedAttemptsLimit, logLevel } = settings
  const logger = await createLogger({ level: logLevel })
  const runtime = await createRuntime({
    manifest,
    store: database,
    environment,
    legacyProxyAuthorization,
    failedAttemptsLimit,
    ...(docs === undefined ? {} : { docs }),
    logger,
  })
  try {
    await serveUntilStopped({ invocation, settings, runtime })
  } finally {
    await runtime.close()
  }
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
}
