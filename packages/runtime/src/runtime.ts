import type { AppOptions, Dependency } from '@portico/sdk'
import type { Middleware } from 'koa'

import { type Dependencies, createDependencies } from './binding/dependencies.js'
import { type BackgroundWork, createBackgroundWork } from './compiler/background-work.js'
import { type Instances, createInstances } from './compiler/instances.js'
import { assertMakes, makeHandler } from './compiler/make-handler.js'
import { toAppOptions } from './composition/app-options.js'
import { createGuardServices } from './composition/guard-services.js'
import { openStore } from './composition/open-store.js'
import { type RuntimeOptions, assertRuntimeOptions } from './composition/runtime-options.js'
import { type WaysIn, createWaysIn } from './composition/ways-in.js'
import type { Database } from './database/database.js'
import { buildManifest } from './loader/build-manifest.js'
import type { Manifest } from './loader/manifest.js'
import { type Logger, createLogger } from './observability/logger.js'
import type { RequestListener } from './server/front-door.js'
import { type ListeningAddress, openHttpServer } from './server/http-server.js'
import type { RouteFacts } from './server/route-facts.js'
import { createLastUsedRecorder } from './tokens/last-used.js'
import { UnknownEnvironmentError } from './tokens/token-store.js'
import { DEFAULT_ENVIRONMENT } from './workspace/environment-store.js'

/** What is told of a route: which one it is, and whether a guard stands in front of it. */
export interface AnsweringRoute extends RouteFacts {
  readonly protected: boolean
}

/** Endpoints, ready to answer. */
export interface Runtime {
  /** What is served. */
  readonly manifest: Manifest
  /** Tokens and environments. */
  readonly database: Database
  /**
   * Serves on a port of its own.
   *
   * @throws whatever Node says where the port can't be had, such as `EADDRINUSE`.
   */
  listen(address?: Partial<ListeningAddress>): Promise<ListeningAddress>
  /** Koa middleware that serves the endpoints within an existing Koa application. */
  middleware(): Middleware
  /** The route that would answer, guard not asked; `undefined` where none would. */
  routeAt(method: string, path: string): AnsweringRoute | undefined
  /**
   * Calls `other` where `@Depends(provider)` stands, for tests: with the arguments that `provider`
   * would get, or with none, and nothing bound, where `other` takes none. Returns what undoes it.
   *
   * @throws TypeError where no endpoint depends on `provider`.
   */
  override(provider: Dependency, other: Dependency): () => void
  /** Stops accepting, finishes what runs, runs the `@exit` methods, closes what it opened. Once. */
  close(): Promise<void>
}

/**
 * Compiles handlers and puts the guard in front of them.
 *
 * @example
 * const runtime = await createRuntime({ handlers: [Greeter], store: 'sqlite:./portico.db' })
 * await runtime.listen({ port: 8080 })
 * @throws InvalidEndpointError where a handler can't be served, DatabaseError where the store can't
 *   be opened, UnknownEnvironmentError, TypeError where an option isn't one, and whatever an `@enter`
 *   method throws.
 */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  assertRuntimeOptions(options)
  const { runtime } = await composeRuntime(options)
  return runtime
}

/** A runtime, and what answers its requests without a port. */
export interface ComposedRuntime {
  readonly runtime: Runtime
  readonly listener: RequestListener
  /** Lets a server that was opened elsewhere be the first thing that `runtime.close()` closes. */
  adopt(server: Closable): void
}

/** Something that finishes what runs before it is closed. */
interface Closable {
  close(): Promise<void>
}

/** Does what {@link createRuntime} does, with options that are checked; `now` is the guard's time. */
export async function composeRuntime(
  options: RuntimeOptions,
  now: () => number = Date.now,
): Promise<ComposedRuntime> {
  const appOptions = toAppOptions(options)
  const { container } = appOptions
  const logger = options.logger ?? (await createLogger({ level: 'warn' }))
  const { database, homeless, release } = await openStore(options.store)
  const lastUsed = createLastUsedRecorder(database.tokens, {
    now,
    onError: (err) => logger.warn({ err }, 'the last use of tokens could not be written'),
  })
  const closeStores = async (): Promise<void> => {
    await lastUsed.close()
    await release()
  }
  try {
    const { environment = DEFAULT_ENVIRONMENT } = options
    const manifest = await readManifest(options, { appOptions, environment, database })
    if (homeless && hasProtected(manifest)) logger.warn(HOMELESS)
    const targets = manifest.handlers.map(({ target }) => target)
    assertMakes(container, targets)
    const instances = createInstances(targets, (target) => makeHandler(target, container))
    const dependencies = createDependencies({
      make: (target) => makeHandler(target, container),
      onError: (err) => logger.error({ err }, 'a dependency failed behind the answer'),
    })
    const { legacyProxyAuthorization = 'accept', failedAttemptsLimit = 100 } = options
    const limits = { legacyProxyAuthorization, failedAttemptsLimit }
    const guards = createGuardServices({ ...limits, database, logger, lastUsed, now })
    const closing = new AbortController()
    const background = createBackgroundWork((err, { requestId, route }) =>
      logger.error(
        { request_id: requestId, route: route.path, err },
        'work after an answer failed',
      ),
    )
    const services = { instances, dependencies, background, guards, logger }
    const parts = { environment, appOptions, manifest, docs: options.docs, ...services }
    const ways = createWaysIn({ ...parts, shutdown: closing.signal })
    await instances.enter()
    const servers: Closable[] = []
    const runtime = toRuntime({ ...parts, database, ways, servers, closing, closeStores })
    return { runtime, listener: ways.listener, adopt: (server) => void servers.push(server) }
  } catch (error) {
    await closeStores()
    throw error
  }
}

const HOMELESS =
  'no workspace was found, so that protected endpoints refuse everybody: ' +
  'run "npx runtime workspace proxy-tokens create" and start again, or pass createRuntime a store'

function hasProtected({ endpoints }: Manifest): boolean {
  return endpoints.some(({ protection }) => protection.kind === 'protected')
}

interface ManifestParts {
  readonly appOptions: AppOptions
  readonly environment: string
  readonly database: Database
}

async function readManifest(
  { handlers = [], manifest, name = 'app', domain, workspaceName }: RuntimeOptions,
  { appOptions, environment, database }: ManifestParts,
): Promise<Manifest> {
  const found = await database.environments.find(environment)
  if (found === undefined) throw new UnknownEnvironmentError(environment)
  if (manifest !== undefined) return manifest

  const sources = handlers.map((target) => ({ target, file: undefined }))
  return buildManifest(sources, {
    app: name,
    webSuffix: found.webSuffix,
    appOptions,
    ...(domain === undefined ? {} : { domain }),
    ...(workspaceName === undefined ? {} : { workspace: workspaceName }),
  })
}

interface RuntimeParts {
  readonly manifest: Manifest
  readonly database: Database
  readonly instances: Instances
  readonly dependencies: Dependencies
  readonly background: BackgroundWork
  readonly ways: WaysIn
  readonly servers: Closable[]
  readonly logger: Logger
  /** Aborted when the runtime starts to close. */
  readonly closing: AbortController
  closeStores(): Promise<void>
}

function toRuntime(parts: RuntimeParts): Runtime {
  const { manifest, database, instances, dependencies, background, ways } = parts
  const { servers, logger, closing, closeStores } = parts
  let closed: Promise<void> | undefined

  async function close(): Promise<void> {
    closing.abort()
    await Promise.all(servers.map((server) => server.close()))
    if (!(await background.finish())) logger.error('work after an answer was not done in time')
    await dependencies.settled()
    for (const err of await instances.exit()) logger.error({ err }, 'an @exit method failed')
    await closeStores()
  }

  return {
    manifest,
    database,
    async listen(address = {}) {
      if (closed !== undefined) throw new Error('The runtime is closed: create another one')
      const server = await openHttpServer(ways.listener, address)
      servers.push(server)
      return server.address
    },
    middleware: () => ways.mount,
    routeAt(method, path) {
      const match = ways.matcher.match('', path, method)
      if (match?.kind !== 'route') return undefined
      const { name, label, methods, path: template, hosts, cors, guard } = match.route
      return {
        name,
        label,
        methods,
        path: template,
        hosts,
        cors,
        protected: (guard?.schemes.length ?? 0) > 0,
      }
    },
    override: (provider, other) => dependencies.override(provider, other),
    close: () => (closed ??= close()),
  }
}
