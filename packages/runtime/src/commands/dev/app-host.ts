import type { Socket } from 'node:net'
import { dirname, extname } from 'node:path'

import type { ServedEndpoint } from '../../control/controlled-server.js'
import type { Database } from '../../database/database.js'
import { openDatabase } from '../../database/open-database.js'
import { type ImportTracker, trackImports } from '../../loader/import-tracker.js'
import { type ProjectImports, toProjectImports } from '../../loader/project-imports.js'
import { findProjectFolder } from '../../loader/project-folder.js'
import { registerTypeScript } from '../../loader/typescript-hooks.js'
import { createLogger } from '../../observability/logger.js'
import { type Runtime, composeRuntime } from '../../runtime.js'
import { type ConnectionServer, createConnectionServer } from '../../server/connection-server.js'
import { UnknownEnvironmentError } from '../../tokens/token-store.js'
import { loadServedApp, toRuntimeOptions } from '../app-runtime.js'
import { findEndpoint, hasDocsPage } from '../find-endpoint.js'
import { toServedRoute } from '../served-route.js'
import type { DevSettings, FromApp, LoadedApp, Preparation } from './messages.js'
import { toProblem } from './to-problem.js'

/** What is there before the app. */
interface Prepared extends Preparation {
  readonly database: Database
  readonly tracker: ImportTracker
}

/** Prepares, loads and serves one app, once, in this process. */
export class AppHost {
  readonly #tell: (message: FromApp) => void
  #prepared: Promise<Prepared> | undefined
  #runtime: Runtime | undefined
  #server: ConnectionServer | undefined

  /** @param tell is told how loading went. */
  constructor(tell: (message: FromApp) => void) {
    this.#tell = tell
  }

  /** Has everything but the app ready. */
  prepare(preparation: Preparation): void {
    this.#prepared = prepare(preparation)
    this.#prepared.then(
      () => this.#tell({ kind: 'prepared' }),
      // Whoever loads the app learns of it.
      () => undefined,
    )
  }

  /** Loads the app, and tells whether it is ready. */
  load(settings: DevSettings): void {
    this.#load(settings).then(
      (ready) => this.#tell(ready),
      async (error: unknown) => {
        const imports = await this.#imports()
        this.#tell({ kind: 'failed', problem: toProblem(error), imports })
      },
    )
  }

  /** Answers what comes on a connection. */
  accept(socket: Socket): void {
    if (this.#server === undefined) socket.destroy()
    else this.#server.accept(socket)
  }

  /** The endpoint that would answer a request. */
  findEndpoint({
    method,
    path,
  }: {
    readonly method: string
    readonly path: string
  }): ServedEndpoint | undefined {
    return this.#runtime && findEndpoint(this.#runtime, method, path)
  }

  /** Finishes what runs. */
  async close(): Promise<void> {
    await this.#runtime?.close()
    const prepared = await this.#prepared
    await prepared?.database.close()
  }

  async #load(settings: DevSettings): Promise<FromApp> {
    if (this.#prepared === undefined) throw new Error('an app was to be loaded before its process')
    const { files, database, tracker } = await this.#prepared
    const found = await database.environments.find(settings.environment)
    if (found === undefined) throw new UnknownEnvironmentError(settings.environment)
    const manifest = await loadServedApp(files, settings, found.webSuffix)
    const logger = await createLogger({ level: settings.logLevel })
    const options = toRuntimeOptions({ settings, manifest, database, logger })
    const { runtime, listener, adopt } = await composeRuntime(options)
    this.#server = createConnectionServer(listener)
    adopt(this.#server)
    this.#runtime = runtime
    return { kind: 'ready', app: describe(runtime), imports: importsOf(files, tracker) }
  }

  async #imports(): Promise<ProjectImports | undefined> {
    const prepared = await this.#prepared?.catch(() => undefined)
    return prepared && importsOf(prepared.files, prepared.tracker)
  }
}

function describe(runtime: Runtime): LoadedApp {
  const { app, endpoints } = runtime.manifest
  return { name: app, routes: endpoints.map(toServedRoute), docs: hasDocsPage(runtime) }
}

async function prepare(preparation: Preparation): Promise<Prepared> {
  const { files, databaseUrl, packages } = preparation
  const database = await openDatabase(databaseUrl)
  const [typescript] = files.filter((file) => /^\.[mc]?tsx?$/.test(extname(file)))
  if (typescript !== undefined) await registerTypeScript(dirname(typescript))
  const tracker = trackImports()
  // One that fails here fails again, with its reason, where the app imports it.
  await Promise.allSettled(packages.map((url) => import(url)))
  return { ...preparation, database, tracker }
}

function importsOf(files: readonly string[], tracker: ImportTracker): ProjectImports {
  return toProjectImports(findProjectFolder(files[0] ?? ''), tracker.resolutions())
}
