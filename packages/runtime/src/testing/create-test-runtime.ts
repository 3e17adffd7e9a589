import { type Dependency, type HandlerClass, isClass } from '@portico/sdk'

import { type RuntimeOptions, assertRuntimeOptions } from '../composition/runtime-options.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open-database.js'
import { createEnvironment } from '../management/operations/manage-environments.js'
import { createProxyToken } from '../management/operations/create-proxy-token.js'
import { createLogger } from '../observability/logger.js'
import { type Runtime, composeRuntime } from '../runtime.js'
import { type TestClient, createTestClient } from './test-client.js'
import { type TestClock, createTestClock } from './test-clock.js'

/** Options of {@link createTestRuntime}. The database is one in memory, the log silent. */
export type TestRuntimeOptions = Omit<RuntimeOptions, 'store'>

/** What a token of a test may reach. */
export interface TestTokenOptions {
  /** Names of environments; those that aren't there are made. Defaults to every one. */
  readonly environments?: readonly string[]
  /** Labels of endpoints. Defaults to every one. */
  readonly endpoints?: readonly string[]
  /** How long it is good by the test's clock, in ms. Defaults to for ever. */
  readonly expiresInMs?: number
}

/** Endpoints that answer without a port, behind the guard that stands before them in production. */
export interface TestRuntime {
  /** A caller without a token. */
  anonymous(): TestClient
  /** A caller with a new token, which lives as long as this runtime. */
  as(options?: TestTokenOptions): Promise<TestClient>
  /**
   * Calls `other` where `@Depends(provider)` stands: with the arguments that `provider` would get, or
   * with none where it takes none. Returns what undoes it.
   *
   * @throws TypeError where no endpoint depends on `provider`.
   */
  override(provider: Dependency, other: Dependency): () => void
  /** The guard's time. */
  readonly clock: TestClock
  /** The runtime under test: its manifest, its database. */
  readonly runtime: Runtime
  /** Runs the `@exit` methods and forgets everything. */
  close(): Promise<void>
}

/**
 * Serves handlers to tests, without a port.
 *
 * @example
 * const runtime = await createTestRuntime(Greeter)
 * const response = await runtime.anonymous().fetch('/hello')
 * @throws what `createRuntime()` throws.
 */
export function createTestRuntime(options: TestRuntimeOptions): Promise<TestRuntime>
export function createTestRuntime(...handlers: readonly HandlerClass[]): Promise<TestRuntime>
export async function createTestRuntime(
  ...given: readonly (HandlerClass | TestRuntimeOptions)[]
): Promise<TestRuntime> {
  const options = toOptions(given)
  assertRuntimeOptions(options)
  const logger = options.logger ?? (await createLogger({ level: 'silent' }))
  const database = await openDatabase('sqlite::memory:')
  try {
    if (options.environment !== undefined) await ensureEnvironment(database, options.environment)
    return await start({ ...options, logger, store: database }, database)
  } catch (error) {
    await database.close()
    throw error
  }
}

function toOptions(given: readonly (HandlerClass | TestRuntimeOptions)[]): TestRuntimeOptions {
  if (given.every(isClass)) return { handlers: given }
  const [options] = given
  if (given.length > 1 || typeof options !== 'object' || options === null) {
    throw new TypeError('createTestRuntime() takes handler classes, or one object of options')
  }
  if (Object.hasOwn(options, 'store')) {
    throw new TypeError('createTestRuntime() has a store of its own: leave store out')
  }
  return options
}

async function start(options: RuntimeOptions, database: Database): Promise<TestRuntime> {
  const clock = createTestClock()
  const { runtime, listener } = await composeRuntime(options, clock.now)
  let isClosed = false
  return {
    clock,
    runtime,
    override: (provider, other) => runtime.override(provider, other),
    anonymous: () => createTestClient(listener, {}),
    async as({ environments, endpoints, expiresInMs } = {}) {
      if (isClosed) throw new TypeError('This test runtime is closed: make another')
      for (const name of environments ?? []) await ensureEnvironment(database, name)
      const { tokenId, tokenSecret } = await createProxyToken(database, {
        ...{ name: 'test', environments, endpoints },
        expiresAt: expiresInMs === undefined ? undefined : new Date(clock.now() + expiresInMs),
      })
      return createTestClient(listener, { 'Modal-Key': tokenId, 'Modal-Secret': tokenSecret })
    },
    async close() {
      isClosed = true
      await runtime.close()
      await database.close()
    },
  }
}

async function ensureEnvironment({ environments }: Database, name: string): Promise<void> {
  if ((await environments.find(name)) === undefined) await createEnvironment(environments, name)
}
