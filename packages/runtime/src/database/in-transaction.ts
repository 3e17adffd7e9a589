import type { Kysely } from 'kysely'

import type { DatabaseSchema } from './schema.js'

/** Runs `work` in the transaction that `db` is already in, or in one of its own. */
export function inTransaction<T>(
  db: Kysely<DatabaseSchema>,
  work: (transaction: Kysely<DatabaseSchema>) => Promise<T>,
): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}
