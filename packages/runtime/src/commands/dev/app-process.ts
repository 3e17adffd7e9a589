import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

import type { EnvironmentVariables } from '../../config/environment-variables.js'
import type { ServedEndpoint } from '../../control/controlled-server.js'
import type { ProjectImports } from '../../loader/project-imports.js'
import { type ForkedProcess, forkProcess } from '../spawn-process.js'
import type { DevSettings, FromApp, LoadedApp, Preparation, Problem } from './messages.js'

/** How loading went. */
export type LoadResult =
  | { readonly kind: 'ready'; readonly app: LoadedApp; readonly imports: ProjectImports }
  | {
      readonly kind: 'failed'
      readonly problem: Problem
      readonly imports: ProjectImports | undefined
    }

/** An app that has been told to close is ended when it takes longer. */
const CLOSE_MS = 35_000

/** A process in which nothing runs any more is ended when it is still there after this time. */
const EXIT_MS = 2_000

/** A process that has nothing to load yet, and isn't ready after this time, never will be. */
const PREPARE_MS = 15_000

const PROGRAM = fileURLToPath(new URL('./app-main.js', import.meta.url))

/** A process for one app: it has everything but the app until it is told to load it. */
export class AppProcess {
  readonly #process: ForkedProcess
  readonly #result: Promise<LoadResult>
  readonly #asked = new Map<number, (endpoint: ServedEndpoint | undefined) => void>()
  #settle: (result: LoadResult) => void = () => undefined
  #crash: Problem | undefined
  #leaving = false
  #prepared = false
  readonly #started = Date.now()
  /** Resolves when it has ended, to the reason where nobody had asked it to. */
  readonly ended: Promise<Problem | undefined>

  constructor(variables: EnvironmentVariables, preparation: Preparation) {
    this.#result = new Promise((resolve) => {
      this.#settle = resolve
    })
    this.#process = forkProcess({
      program: PROGRAM,
      variables,
      // The other side is `app-main.ts`.
      onMessage: (message) => this.#receive(message as FromApp),
    })
    this.ended = this.#process.ended.then((how) => this.#end(how))
    this.#process.send({ kind: 'prepare', preparation })
  }

  /** Whether it should have been ready for an app long ago. */
  get stuck(): boolean {
    return !this.#prepared && Date.now() - this.#started > PREPARE_MS
  }

  /** Loads the app. Once. */
  load(settings: DevSettings): Promise<LoadResult> {
    this.#process.send({ kind: 'load', settings })
    return this.#result
  }

  /** Hands a connection over. */
  accept(socket: Socket): void {
    this.#process.send({ kind: 'connection' }, socket)
  }

  /** The endpoint that would answer a request. */
  findEndpoint(method: string, path: string): Promise<ServedEndpoint | undefined> {
    const id = this.#asked.size
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      this.#process.send({ kind: 'find-endpoint', id, method, path })
    })
  }

  /** Lets it finish what runs. Resolves when it has ended. */
  async close(): Promise<void> {
    this.#leaving = true
    this.#process.send({ kind: 'close' })
    const end = setTimeout(() => this.#process.kill(), CLOSE_MS)
    await this.ended
    clearTimeout(end)
  }

  /** Ends it at once: nobody talks to it yet. */
  kill(): void {
    this.#leaving = true
    this.#process.kill()
  }

  #receive(message: FromApp): void {
    switch (message.kind) {
      case 'ready':
      case 'failed':
        return this.#settle(message)
      case 'prepared':
        this.#prepared = true
        return
      case 'closed':
        setTimeout(() => this.#process.kill(), EXIT_MS).unref()
        return
      case 'crashed':
        this.#crash = message.problem
        return
      case 'endpoint':
        this.#asked.get(message.id)?.(message.endpoint)
    }
  }

  #end(how: number | NodeJS.Signals): Problem | undefined {
    for (const answer of this.#asked.values()) answer(undefined)
    const problem = this.#crash ?? {
      message: `the app ended its process, with ${typeof how === 'number' ? `code ${how}` : how}`,
      place: undefined,
      stack: '',
    }
    this.#settle({ kind: 'failed', problem, imports: undefined })
    return this.#leaving ? undefined : problem
  }
}
