import {
  type AppDefinition,
  type AppOptions,
  type HandlerClass,
  findAppOptionsProblem,
  isAppDefinition,
  isClass,
} from '@portico/sdk'
import type { Context, Next } from 'koa'

import type { Database } from '../database/database.js'
import type { Manifest } from '../loader/manifest.js'
import type { Logger } from '../observability/logger.js'

/**
 * Koa middleware, also such as expects more of `ctx` than Koa's own, as an @koa/router's `routes()`
 * does: the type of a method is looser there than a function's.
 */
export type UserMiddleware = { use(ctx: Context, next: Next): unknown }['use']

/** Koa middleware that runs before the guard: it sees strangers' requests, and credentials. */
export interface EarlyUserMiddleware {
  readonly use: UserMiddleware
  readonly before: 'guards'
}

/** Options of `createRuntime()`: what `defineApp()` takes, and what belongs to this one runtime. */
export interface RuntimeOptions extends AppOptions {
  /** Handler classes and routing-controllers controllers. Not needed where `manifest` is given. */
  readonly handlers?: readonly HandlerClass[]
  /** What the loader has made of an app's files. */
  readonly manifest?: Manifest
  /** What `defineApp()` made, where the options that it takes aren't given here. */
  readonly app?: AppDefinition
  /**
   * Where the tokens are: an open database, which stays open at `close()`, or a URL such as
   * `sqlite:./portico.db` or `sqlite::memory:`. Defaults to the workspace that the command line
   * finds: `PORTICO_DATABASE_URL`, else the nearest `.portico/`.
   */
  readonly store?: Database | string
  /** Environment that is served, which has to be there. Defaults to `main`. */
  readonly environment?: string
  /** Name of the app, the first part of default labels. Defaults to `app`. */
  readonly name?: string
  /** Domain below which every endpoint gets a host of its own. Defaults to none. */
  readonly domain?: string
  /** First part of those hosts. Defaults to `local`. */
  readonly workspaceName?: string
  /**
   * Koa middleware around every route, in order: behind the guard, or `{ use, before: 'guards' }`.
   * Defaults to none.
   */
  readonly use?: readonly (UserMiddleware | EarlyUserMiddleware)[]
  /** Whether `Proxy-Authorization` counts as a credential. Defaults to `accept`. */
  readonly legacyProxyAuthorization?: 'accept' | 'reject'
  /** Wrong secrets an address may send within a minute. Defaults to 100. */
  readonly failedAttemptsLimit?: number
  /**
   * What is described at `/openapi.json` and `/docs`: every endpoint (`true`), none (`false`), or, by
   * default, those with `docs: true`. A caller sees what its credentials open, a stranger what is
   * open. `'open'` shows every endpoint to whoever asks for `localhost` or a loopback address on this
   * machine, and through no proxy: it is for development.
   */
  readonly docs?: boolean | 'open'
  /** A pino log. Defaults to one at level `warn` on standard error. */
  readonly logger?: Logger
}

const KNOWN: Readonly<Record<keyof RuntimeOptions, true>> = {
  ...{ handlers: true, manifest: true, store: true, environment: true, name: true, domain: true },
  ...{ workspaceName: true, use: true, controllers: true, legacyProxyAuthorization: true },
  ...{ failedAttemptsLimit: true, logger: true, container: true, docs: true },
  ...{ app: true, errorMappers: true },
}

/**
 * Refuses options that don't exist, and values that would switch off what they are to limit: nothing
 * checks types in JavaScript.
 */
export function assertRuntimeOptions(options: RuntimeOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('createRuntime() needs options: write { handlers: [Greeter] }')
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(KNOWN, name)) continue
    throw new TypeError(
      `createRuntime() has no option '${name}': use ${Object.keys(KNOWN).join(', ')}`,
    )
  }
  assertHandlers(options)
  assertApp(options)
  assertLimits(options)
}

function assertHandlers({ handlers = [], manifest }: RuntimeOptions): void {
  if (manifest === undefined && handlers.length === 0) {
    throw new TypeError('createRuntime() needs handlers: write { handlers: [Greeter] }')
  }
  if (!handlers.every(isClass)) {
    throw new TypeError('handlers takes classes: write { handlers: [Greeter] }, without new')
  }
}

function assertApp(options: RuntimeOptions): void {
  const { app, manifest, controllers } = options
  if (app !== undefined && !isAppDefinition(app)) {
    throw new TypeError(
      'app takes what defineApp() makes: write app: defineApp({ use: [logger()] })',
    )
  }
  if (manifest !== undefined && (controllers ?? app?.options.controllers) !== undefined) {
    throw new TypeError(
      'a manifest has its controllers already: give loadManifest() their options, as appOptions',
    )
  }
  const problem = findAppOptionsProblem(options)
  if (problem !== undefined) throw new TypeError(problem)
}

function assertLimits(options: RuntimeOptions): void {
  const { legacyProxyAuthorization: legacy, docs, failedAttemptsLimit } = options
  if (legacy !== undefined && legacy !== 'accept' && legacy !== 'reject') {
    throw new TypeError("legacyProxyAuthorization must be 'accept' or 'reject'")
  }
  if (docs !== undefined && typeof docs !== 'boolean' && docs !== 'open') {
    throw new TypeError("docs must be true, false or 'open'")
  }
  if (failedAttemptsLimit !== undefined && !(failedAttemptsLimit >= 1)) {
    throw new TypeError('failedAttemptsLimit must be a number from 1')
  }
}
