import type { SqliteConnection } from '../../database/sqlite/sqlite-module.js'
import type { SqliteReader } from '../../database/sqlite/sqlite-reader.js'
import type { TokenFeed, TokenSink } from '../token-feed.js'
import { readTokenChanges, readTokens, readTokenRevision } from './sqlite-token-rows.js'

/** Follows a SQLite database that any process may change. Looks once a turn of the event loop. */
export class SqliteTokenFeed implements TokenFeed {
  readonly #reader: SqliteReader
  /** Whether this turn's requests have had their look. */
  #looked = false
  #version: number | undefined
  #revision: number | undefined
  readonly #lookAgain = (): void => {
    this.#looked = false
  }

  constructor(reader: SqliteReader) {
    this.#reader = reader
    reader.onCommit(this.#lookAgain)
  }

  catchUp(sink: TokenSink): void {
    if (this.#looked) return
    this.#read(sink)
    this.#looked = true
    // Not unref'd: the loop would wait for events with the flag still up, and they would see it.
    // Node's own count of turns costs less, but nobody promises when it counts.
    setImmediate(this.#lookAgain)
  }

  #read(sink: TokenSink): void {
    const version = this.#reader.version()
    if (version === this.#version) return
    // In memory, an open transaction hides what is committed; nothing is, as long as it is open.
    if (!this.#reader.settled && this.#revision !== undefined) return

    this.#revision = this.#reader.snapshot((connection) => this.#apply(connection, sink))
    this.#version = version
  }

  #apply(connection: SqliteConnection, sink: TokenSink): number {
    const { value, prunedThrough } = readTokenRevision(connection)
    const known = this.#revision
    if (known === value) return value

    // Until the end is reached nothing is known: where reading fails, the next call starts over.
    this.#revision = undefined
    const canFollow = known !== undefined && prunedThrough <= known && known < value
    if (canFollow) readTokenChanges(connection, known, sink)
    else readTokens(connection, sink)
    return value
  }
}
