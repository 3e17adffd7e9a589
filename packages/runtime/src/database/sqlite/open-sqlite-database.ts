import { resolve } from 'node:path'

import { Kysely } from 'kysely'

import { SqliteTokenFeed } from '../../tokens/sql/sqlite-token-feed.js'
import { createStores } from '../create-stores.js'
import type { Database, DatabaseOptions } from '../database.js'
import type { DatabaseSchema } from '../schema.js'
import { Commits } from './commits.js'
import { connectSqlite, connectSqliteReader, MEMORY, waitBriefly } from './connect-sqlite.js'
import { ensureDatabaseFile } from './database-file.js'
import { migrateSqlite } from './migrate-sqlite.js'
import { createSqliteDialect } from './sqlite-dialect.js'
import { createFileReader, createMemoryReader, type SqliteReader } from './sqlite-reader.js'

const DEFAULT_BUSY_TIMEOUT_MS = 10_000

/**
 * Opens a SQLite file, or a database in memory where `path` is `:memory:`.
 *
 * @throws DatabaseError
 */
export async function openSqliteDatabase(
  path: string,
  { busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS }: DatabaseOptions,
): Promise<Database> {
  const location = path === MEMORY ? MEMORY : resolve(path)
  if (location !== MEMORY) ensureDatabaseFile(location)

  const connection = await connectSqlite(location, busyTimeoutMs)
  const commits = new Commits()
  const dialect = createSqliteDialect({
    connection,
    path: location,
    busyTimeoutMs,
    onCommit: () => commits.announce(),
  })
  const db = new Kysely<DatabaseSchema>({ dialect })
  try {
    await migrateSqlite(db, connection, location)
    waitBriefly(connection)
    const reader =
      location === MEMORY
        ? createMemoryReader(connection, commits)
        : createFileReader(await connectSqliteReader(location), location, commits)
    return toDatabase({ db, reader, commits, location })
  } catch (error) {
    connection.close()
    throw error
  }
}

interface OpenParts {
  readonly db: Kysely<DatabaseSchema>
  readonly reader: SqliteReader
  readonly commits: Commits
  readonly location: string
}

function toDatabase({ db, reader, commits, location }: OpenParts): Database {
  let closed = false

  return {
    ...createStores(db),
    url: `sqlite:${location}`,
    transaction: (work) =>
      db.transaction().execute((transaction) => work(createStores(transaction))),
    tokenFeed: () => new SqliteTokenFeed(reader),
    async close() {
      if (closed) return
      closed = true
      reader.close()
      await db.destroy()
      // Whoever still asks an index must look again, and fail.
      commits.announce()
    },
  }
}
