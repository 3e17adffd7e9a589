import { type Kysely, type Migration, sql } from 'kysely'

import type { ColumnTypes } from '../column-types.js'
import type { DatabaseSchema } from '../schema.js'

/** Makes environments (with `main`) and tokens. */
export function createTokensMigration(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<DatabaseSchema>) {
      await createEnvironments(db)
      await createTokens(db, types)
      await createTokenEnvironments(db)
      await createRevisions(db)
    },
  }
}

async function createEnvironments(db: Kysely<DatabaseSchema>): Promise<void> {
  await db.schema
    .createTable('environment')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('web_suffix', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db
    .insertInto('environment')
    .values({ name: 'main', web_suffix: '', created_at: Date.now() })
    .execute()
}

async function createTokens(db: Kysely<DatabaseSchema>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('token')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('secret_hash', types.bytes, (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('scoped', 'integer', (column) => column.notNull())
    .addColumn('endpoints', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('disabled_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('revision', 'bigint', (column) => column.notNull())
    // An index in memory reads ids and digests of many tokens joined into one value.
    .addCheckConstraint('token_id_is_a_word', sql`id <> '' and id not like '%,%'`)
    .addCheckConstraint('token_secret_hash_is_sha_256', sql`length(secret_hash) = 32`)
    .execute()
  await createIndexOnRevision(db, 'token')
}

async function createTokenEnvironments(db: Kysely<DatabaseSchema>): Promise<void> {
  await db.schema
    .createTable('token_environment')
    .addColumn('token_id', 'text', (column) =>
      column.notNull().references('token.id').onDelete('cascade').onUpdate('cascade'),
    )
    .addColumn('environment', 'text', (column) =>
      column.notNull().references('environment.name').onDelete('cascade').onUpdate('cascade'),
    )
    .addPrimaryKeyConstraint('token_environment_key', ['token_id', 'environment'])
    .execute()
  await db.schema
    .createIndex('token_environment_by_environment')
    .on('token_environment')
    .column('environment')
    .execute()
}

async function createRevisions(db: Kysely<DatabaseSchema>): Promise<void> {
  await db.schema
    .createTable('token_tombstone')
    .addColumn('token_id', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute()
  await createIndexOnRevision(db, 'token_tombstone')
  await db.schema
    .createTable('token_revision')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .addColumn('pruned_through', 'bigint', (column) => column.notNull())
    .execute()
  await db.insertInto('token_revision').values({ id: 1, value: 0, pruned_through: 0 }).execute()
}

async function createIndexOnRevision(
  db: Kysely<DatabaseSchema>,
  table: 'token' | 'token_tombstone',
): Promise<void> {
  await db.schema.createIndex(`${table}_by_revision`).on(table).column('revision').execute()
}
