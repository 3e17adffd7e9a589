import { retryWhileBusy } from './retry-while-busy.js'
import { toDatabaseError } from './sqlite-error.js'
import { loadSqlite, type SqliteConnection } from './sqlite-module.js'

/** Path that names a database of its own in memory. */
export const MEMORY = ':memory:'

/** Opens a connection for changes: write-ahead log, every commit on the disk before it returns. */
export async function connectSqlite(
  path: string,
  busyTimeoutMs: number,
): Promise<SqliteConnection> {
  const { DatabaseSync } = await loadSqlite()
  try {
    const connection = new DatabaseSync(path)
    try {
      connection.exec(`pragma busy_timeout = ${busyTimeoutMs}`)
      // SQLite itself doesn't wait here, whatever the busy timeout: it would be a deadlock to it.
      await retryWhileBusy(busyTimeoutMs, () => connection.exec('pragma journal_mode = wal'))
      connection.exec('pragma synchronous = full; pragma foreign_keys = on')
      return connection
    } catch (error) {
      connection.close()
      throw error
    }
  } catch (error) {
    throw toDatabaseError(error, path)
  }
}

/** Whoever uses `connection` from now on retries without stopping this process. */
export function waitBriefly(connection: SqliteConnection): void {
  connection.exec('pragma busy_timeout = 10')
}

/** Opens a connection that sees only what is committed. Waits at most 100 ms for others. */
export async function connectSqliteReader(path: string): Promise<SqliteConnection> {
  const { DatabaseSync } = await loadSqlite()
  const connection = new DatabaseSync(path)
  connection.exec('pragma busy_timeout = 100; pragma query_only = on')
  return connection
}
