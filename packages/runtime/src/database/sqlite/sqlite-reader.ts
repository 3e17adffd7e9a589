import { statSync } from 'node:fs'

import { DatabaseError } from '../database-error.js'
import type { SqliteConnection } from './sqlite-module.js'

/** Reads what is committed, without a promise. */
export interface SqliteReader {
  /** Whether a reading would see committed rows only. */
  readonly settled: boolean
  /**
   * Differs from the one before where something was committed since, by whatever process.
   *
   * @throws DatabaseError where the file isn't the one that was opened.
   */
  version(): number
  /** Runs `work` on one state of the database, whatever others commit meanwhile. */
  snapshot<T>(work: (connection: SqliteConnection) => T): T
  /** Calls `listener` after each commit of this process. */
  onCommit(listener: () => void): void
  /** Releases what it has of its own. */
  close(): void
}

/** Tells a file's readers of this process's own commits. */
export interface CommitSource {
  /** Commits so far. */
  readonly count: number
  onCommit(listener: () => void): void
}

/** The file behind a path is looked at once in so many milliseconds, when it is read at all. */
const FILE_CHECK_INTERVAL_MS = 250

/** Reads a file through a connection of its own, which never sees an open transaction's rows. */
export function createFileReader(
  connection: SqliteConnection,
  path: string,
  commits: CommitSource,
): SqliteReader {
  const dataVersion = connection.prepare('pragma data_version')
  const assertSameFile = createFileCheck(path)

  return {
    settled: true,
    version() {
      assertSameFile()
      return numberOf(dataVersion.get(), 'data_version')
    },
    snapshot: (work) => inReadTransaction(connection, work),
    onCommit: (listener) => commits.onCommit(listener),
    close: () => connection.close(),
  }
}

/** Reads a database in memory, which has no connection but the one that changes it. */
export function createMemoryReader(
  connection: SqliteConnection,
  commits: CommitSource,
): SqliteReader {
  return {
    get settled() {
      return !connection.isTransaction
    },
    version: () => commits.count,
    snapshot: (work) => inReadTransaction(connection, work),
    onCommit: (listener) => commits.onCommit(listener),
    close() {},
  }
}

/** A file that was moved away or replaced stays readable through its connection, but is history. */
function createFileCheck(path: string): () => void {
  const opened = identityOf(path)
  let checkedAt = performance.now()
  let same = true

  return function assertSameFile() {
    const now = performance.now()
    if (now - checkedAt >= FILE_CHECK_INTERVAL_MS) {
      checkedAt = now
      same = opened !== undefined && identityOf(path) === opened
    }
    if (!same) {
      throw new DatabaseError(
        'unavailable',
        `The database ${path} was deleted or replaced; put it back or restart the server`,
      )
    }
  }
}

function identityOf(path: string): string | undefined {
  const file = statSync(path, { throwIfNoEntry: false })
  return file && `${file.dev}:${file.ino}`
}

function inReadTransaction<T>(
  connection: SqliteConnection,
  work: (connection: SqliteConnection) => T,
): T {
  connection.exec('begin')
  try {
    return work(connection)
  } finally {
    connection.exec('rollback')
  }
}

function numberOf(row: unknown, column: string): number {
  const value: unknown = row === null || typeof row !== 'object' ? row : Reflect.get(row, column)
  if (typeof value !== 'number') throw new TypeError(`${column} is not a number`)
  return value
}
