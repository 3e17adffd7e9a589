import type { TokenFeed } from '../tokens/token-feed.js'
import type { TokenStore } from '../tokens/token-store.js'
import type { EnvironmentStore } from '../workspace/environment-store.js'

/** Every store of one database. */
export interface Stores {
  readonly tokens: TokenStore
  readonly environments: EnvironmentStore
}

/** An open database: its stores, and a unit of work over all of them. */
export interface Database extends Stores {
  /** What it was opened with; a path in it is absolute. */
  readonly url: string

  /**
   * Runs `work` with stores whose changes are kept together, or not at all where it rejects.
   *
   * Use only the stores that it is given: the database's own wait until it has finished.
   */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>

  /** What an index in memory follows. Make one for each index. */
  tokenFeed(): TokenFeed

  /** Releases the connections; a second time does nothing. Stores and feeds are unusable afterwards. */
  close(): Promise<void>
}

/** Options of `openDatabase`. */
export interface DatabaseOptions {
  /** How long a change waits for those of other processes, in ms. Defaults to 10,000. */
  readonly busyTimeoutMs?: number
}
