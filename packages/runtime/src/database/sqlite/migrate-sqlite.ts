import type { Kysely } from 'kysely'

import { migrate } from '../migrate.js'
import { createMigrations } from '../migrations/migrations.js'
import type { DatabaseSchema } from '../schema.js'
import { toDatabaseError } from './sqlite-error.js'
import type { SqliteConnection } from './sqlite-module.js'

/**
 * Brings the database behind `db`, whose only connection is `connection`, to this version.
 *
 * @throws DatabaseError
 */
export async function migrateSqlite(
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
