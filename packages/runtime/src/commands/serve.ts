import { removeOwnVariables } from '../config/environment-variables.js'
import { type ServeSettings, readServeSettings } from '../config/serve-settings.js'
import { createStateDirectory } from '../config/state-directory.js'
import { type WorkspaceLocation, findWorkspace } from '../config/workspace-location.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open-database.js'
import type { Manifest } from '../loader/manifest.js'
import { createLogger } from '../observability/logger.js'
import { createRuntime } from '../runtime.js'
import { loadServedApp, toRuntimeOptions } from './app-runtime.js'
import type { Invocation } from './invocation.js'
import { outliveReaders } from './outlive-readers.js'
import { readSources } from './read-sources.js'
import { readWebSuffix } from './read-web-suffix.js'
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
  return loadServedApp(files, settings, webSuffix)
}

interface ServeParts {
  readonly invocation: Invocation
  readonly settings: ServeSettings
  readonly manifest: Manifest
  readonly database: Database
}

async function serveManifest({ invocation, settings, manifest, database }: ServeParts) {
  const logger = await createLogger({ level: settings.logLevel })
  const runtime = await createRuntime(toRuntimeOptions({ settings, manifest, database, logger }))
  try {
    await serveUntilStopped({ invocation, settings, runtime })
  } finally {
    await runtime.close()
  }
}
