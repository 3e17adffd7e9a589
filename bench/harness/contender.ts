import type { ServerProcess } from './server-process.js'

/** One of the things that a bench compares: a request to a running server. */
export interface Contender {
  readonly name: string
  readonly server: ServerProcess
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Defaults to `GET`. */
  readonly method?: 'GET' | 'POST'
  /** Defaults to none. */
  readonly body?: Buffer
}

/** What was measured of a contender, one value a round. */
export interface Samples {
  /** Requests answered a second. */
  readonly throughput: readonly number[]
  /** Processor time of the server for one request, in microseconds. */
  readonly cpuMicros: readonly number[]
}
