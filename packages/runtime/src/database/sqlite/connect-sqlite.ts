import { setTimeout as sleep } from 'node:timers/promises'

import { isBusy, toDatabaseError } from './sqlite-error.js'
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
      if (path !== MEMORY) await switchToWal(connection, busyTimeoutMs)
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

/** Opens a connection that sees only what is committed. Waits at most 100 ms for others. */
export async function connectSqliteReader(path: string): Promise<SqliteConnection> {
  const { DatabaseSync } = await loadSqlite()
  const connection = new DatabaseSync(path)
  connection.exec('pragma busy_timeout = 100; pragma query_only = on')
  return connection
}

/** SQLite doesn't wait for others here, whatever the busy timeout: it would be a deadlock to it. */
async function switchToWal(connection: SqliteConnection, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    try {
      return connection.exec('pragma journal_mode = wal')
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      await sleep(5 + Math.random() * 20)
    }
  }
}
