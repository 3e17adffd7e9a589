import { type Kysely, type Migration, Migrator, sql } from 'kysely'

import { DatabaseError } from './database-error.js'
import type { DatabaseSchema } from './schema.js'

/** Kysely's own name for the table in which it remembers what has run. */
const MIGRATION_TABLE = 'kysely_migration'

/** Options of {@link migrate}. */
export interface MigrateOptions {
  readonly migrations: Readonly<Record<string, Migration>>
  /** Names of the tables that are there. */
  readonly tables: () => Promise<readonly string[]>
  /** Runs `work` while no other process migrates; undoes it where it rejects. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>
}

/**
 * Brings the database to this version. Takes no lock where it already is.
 *
 * @throws DatabaseError where it isn't ours or a newer version made it.
 */
export async function migrate(db: Kysely<DatabaseSchema>, options: MigrateOptions): Promise<void> {
  const { migrations, tables, exclusively } = options
  if ((await pendingMigrations(db, options)).length === 0) return

  await exclusively(async () => {
    assertKnown(await executedMigrations(db, await tables()), migrations)
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
      // Kysely orders by the clock; a clock that was set back must not stop a start.
      allowUnorderedMigrations: true,
      disableTransactions: true,
    })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  })
}

async function pendingMigrations(
  db: Kysely<DatabaseSchema>,
  { migrations, tables }: MigrateOptions,
): Promise<readonly string[]> {
  const executed = await executedMigrations(db, await tables())
  assertKnown(executed, migrations)
  return Object.keys(migrations).filter((name) => !executed.includes(name))
}

async function executedMigrations(
  db: Kysely<DatabaseSchema>,
  tables: readonly string[],
): Promise<readonly string[]> {
  if (tables.length === 0) return []
  if (!tables.includes(MIGRATION_TABLE)) {
    throw new DatabaseError(
      'not_a_database',
      'The database belongs to another program; name a file of its own with PORTICO_DATABASE_URL',
    )
  }
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(MIGRATION_TABLE)}`.execute(db)
  return rows.map(({ name }) => name)
}

function assertKnown(
  executed: readonly string[],
  migrations: Readonly<Record<string, Migration>>,
): void {
  const unknown = executed.find((name) => !Object.hasOwn(migrations, name))
  if (unknown === undefined) return
  throw new DatabaseError(
    'newer_version',
    `The database was made by a newer version (it has the migration '${unknown}'); update @portico/runtime`,
  )
}
