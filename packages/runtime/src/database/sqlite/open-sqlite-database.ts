import { resolve } from 'node:path'

import { Kysely } from 'kysely'

import { SqliteTokenFeed } from '../../tokens/sql/sqlite-token-feed.js'
import { createStores } from '../create-stores.js'
import type { Database, DatabaseOptions } from '../database.js'
import { migrate } from '../migrate.js'
import { createMigrations } from '../migrations/migrations.js'
import type { DatabaseSchema } from '../schema.js'
import { Commits } from './commits.js'
import { connectSqlite, connectSqliteReader, MEMORY } from './connect-sqlite.js'
import { ensureDatabaseFile } from './database-file.js'
import { createSqliteDialect } from './sqlite-dialect.js'
import { toDatabaseError } from './sqlite-error.js'
import type { SqliteConnection } from './sqlite-module.js'
import { createFileReader, createMemoryReader } from './sqlite-reader.js'

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
    onCommit: () => commits.announce(),
  })
  const db = new Kysely<DatabaseSchema>({ dialect })
  try {
    await migrateSqlite(db, connection, location)
    const reader = location === MEMORY ? undefined : await connectSqliteReader(location)
    return toDatabase({ db, connection, reader, commits, location })
  } catch (error) {
    connection.close()
    throw error
  }
}

interface OpenParts {
  readonly db: Kysely<DatabaseSchema>
  readonly connection: SqliteConnection
  /** `undefined` for a database in memory. */
  readonly reader: SqliteConnection | undefined
  readonly commits: Commits
  readonly location: string
}

function toDatabase({ db, connection, reader, commits, location }: OpenParts): Database {
  let closed = false

  return {
    ...createStores(db),
    url: `sqlite:${location}`,
    transaction: (work) =>
      db.transaction().execute((transaction) => work(createStores(transaction))),
    tokenFeed: () =>
      new SqliteTokenFeed(
        reader === undefined
          ? createMemoryReader(connection, commits)
          : createFileReader(reader, location, commits),
      ),
    async close() {
      if (closed) return
      closed = true
      reader?.close()
      await db.destroy()
      // Whoever still asks an index must look again, and fail.
      commits.announce()
    },
  }
}

async function migrateSqlite(
  db: Kysely<DatabaseSchema>,
  connection: SqliteConnection,
  location: string,
): Promise<void> {
  await migrate(db, {
    migrations: createMigrations({ bytes: 'blob' }),
    async tables() {
      const rows = await db.introspection.getTables({ withInternalKyselyTables: true })
      return rows.map(({ name }) => name)
    },
    exclusively: (work) => inImmediateTransaction(connection, location, work),
  })
}

/** Kysely takes no lock for migrations of SQLite, so processes that start together wait here. */
async function inImmediateTransaction(
  connection: SqliteConnection,
  location: string,
  work: () => Promise<void>,
): Promise<void> {
  execute(connection, location, 'begin immediate')
  try {
    await work()
    execute(connection, location, 'commit')
  } catch (error) {
    if (connection.isTransaction) connection.exec('rollback')
    throw error
  }
}

function execute(connection: SqliteConnection, location: string, sql: string): void {
  try {
    connection.exec(sql)
  } catch (error) {
    throw toDatabaseError(error, location)
  }
}
