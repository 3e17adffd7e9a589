import type { ServedEndpoint } from '../../control/controlled-server.js'
import { AppProcess, type LoadResult } from './app-process.js'
import type { DevEnvironment } from './dev-settings.js'
import type { Front } from './front.js'
import type { LoadedApp, Problem } from './messages.js'
import { toProblem } from './to-problem.js'
import type { SourceWatcher } from './watch-sources.js'

/** What somebody at the terminal is told. */
export interface ReloadObserver {
  onServing(app: LoadedApp, facts: ServingFacts): void
  onProblem(problem: Problem, now: Aftermath): void
  /** An app has been loading for long. */
  onSlow(): void
}

/** What happens in spite of a problem: an older app serves, it is loaded again, or nothing. */
export type Aftermath = 'serving' | 'loading' | 'waiting'

/** How an app came to be served. */
export interface ServingFacts {
  /** The app that it takes the place of; `undefined` where there was none. */
  readonly previous: LoadedApp | undefined
  readonly changed: readonly string[]
  readonly elapsedMs: number
}

/** Options of {@link Reloader}. */
export interface ReloaderOptions {
  /** The app's files, absolute. */
  readonly files: readonly string[]
  readonly databaseUrl: string
  readonly front: Front
  readonly watcher: Pick<SourceWatcher, 'follow'>
  readonly observer: ReloadObserver
  /** @throws Error where a file of settings is wrong. */
  readEnvironment(): DevEnvironment
}

/** An app that ends by itself is loaded again, once within this time: it may end whenever it runs. */
const REVIVAL_MS = 5_000

/** An app that isn't ready by then makes people wonder. */
const SLOW_MS = 5_000

/** Serves the newest app that could be loaded, and has a process ready for the next one. */
export class Reloader {
  readonly #options: ReloaderOptions
  #current: { readonly process: AppProcess; readonly app: LoadedApp } | undefined
  #loading: AppProcess | undefined
  #spare: AppProcess | undefined
  #packages: readonly string[] = []
  #attempt = 0
  #closed = false
  #revivedAt = -Infinity

  constructor(options: ReloaderOptions) {
    this.#options = options
  }

  /** The app that answers now. */
  get app(): LoadedApp | undefined {
    return this.#current?.app
  }

  /** The endpoint that would answer a request. */
  async findEndpoint(method: string, path: string): Promise<ServedEndpoint | undefined> {
    return this.#current?.process.findEndpoint(method, path)
  }

  /**
   * Loads the app as it is now; whatever is still being loaded is out of date.
   *
   * @param anew whether the process that waits has read what is out of date, too.
   */
  async reload(changed: readonly string[], anew: boolean): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    const started = Date.now()
    this.#loading?.kill()
    this.#loading = undefined
    if (anew) this.#dropSpare()
    try {
      const environment = this.#options.readEnvironment()
      const loading = this.#takeSpare(environment)
      this.#loading = loading
      const slow = setTimeout(() => this.#options.observer.onSlow(), SLOW_MS)
      const result = await loading.load(environment.settings)
      clearTimeout(slow)
      if (attempt !== this.#attempt || this.#closed) return loading.kill()
      this.#loading = undefined
      this.#follow(result, started)
      if (result.kind === 'failed') {
        void loading.close()
        this.#fail(result.problem)
      } else {
        this.#serve(loading, result.app, { changed, elapsedMs: Date.now() - started })
      }
      this.#spare ??= this.#launch(environment)
    } catch (error) {
      this.#fail(toProblem(error))
    }
  }

  /** Lets the app finish what runs, and ends every process. */
  async close(): Promise<void> {
    this.#closed = true
    this.#loading?.kill()
    this.#dropSpare()
    await this.#current?.process.close()
  }

  #serve(process: AppProcess, app: LoadedApp, facts: Omit<ServingFacts, 'previous'>): void {
    const { front, observer } = this.#options
    const previous = this.#current
    this.#current = { process, app }
    void process.ended.then((problem) => this.#revive(process, problem))
    // Told before the app logs its first request.
    observer.onServing(app, { ...facts, previous: previous?.app })
    front.serve(process)
    void previous?.process.close()
  }

  /** An app has ended by itself. */
  #revive(process: AppProcess, problem: Problem | undefined): void {
    if (problem === undefined || this.#current?.process !== process || this.#closed) return
    this.#current = undefined
    const { front, observer } = this.#options
    const loading = this.#loading !== undefined
    const again = !loading && Date.now() - this.#revivedAt >= REVIVAL_MS
    if (again || loading) front.await()
    else front.explain()
    observer.onProblem(problem, again || loading ? 'loading' : 'waiting')
    if (!again) return
    this.#revivedAt = Date.now()
    void this.reload([], false)
  }

  #fail(problem: Problem): void {
    const serving = this.#current !== undefined
    if (!serving) this.#options.front.explain()
    this.#options.observer.onProblem(problem, serving ? 'serving' : 'waiting')
  }

  #follow(result: LoadResult, started: number): void {
    const { imports } = result
    if (imports === undefined) return
    if (result.kind === 'ready') this.#packages = imports.packages
    this.#options.watcher.follow(imports, result.kind === 'failed', started)
  }

  #takeSpare(environment: DevEnvironment): AppProcess {
    if (this.#spare?.stuck === true) this.#dropSpare()
    const spare = this.#spare ?? this.#launch(environment)
    this.#spare = undefined
    return spare
  }

  #launch({ variables }: DevEnvironment): AppProcess {
    const { files, databaseUrl } = this.#options
    const packages = this.#packages
    const launched = new AppProcess(variables, { files, databaseUrl, packages })
    void launched.ended.then(() => {
      if (this.#spare === launched) this.#spare = undefined
    })
    return launched
  }

  #dropSpare(): void {
    this.#spare?.kill()
    this.#spare = undefined
    this.#packages = []
  }
}
