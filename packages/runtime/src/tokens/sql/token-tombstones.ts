import type { Kysely } from 'kysely'

import type { DatabaseSchema } from '../../database/schema.js'

/** A reader that is further behind reads everything anew, which is no slower by then. */
const KEPT_REVISIONS = 10_000

/** So many revisions more are kept, for tombstones to be pruned many at a time. */
const PRUNED_AT_ONCE = 1_000

/** Remembers that a token was deleted, for those who follow the changes. */
export async function buryToken(
  transaction: Kysely<DatabaseSchema>,
  tokenId: string,
  revision: number,
): Promise<void> {
  await transaction
    .insertInto('token_tombstone')
    .values({ token_id: tokenId, revision })
    .onConflict((conflict) => conflict.column('token_id').doUpdateSet({ revision }))
    .execute()
  await prune(transaction, revision - KEPT_REVISIONS)
}

/** Forgets that there was a token with this id before. */
export async function unearthToken(
  transaction: Kysely<DatabaseSchema>,
  tokenId: string,
): Promise<void> {
  await transaction.deleteFrom('token_tombstone').where('token_id', '=', tokenId).execute()
}

async function prune(transaction: Kysely<DatabaseSchema>, through: number): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('token_revision')
    .set({ pruned_through: through })
    .where('pruned_through', '<=', through - PRUNED_AT_ONCE)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await transaction.deleteFrom('token_tombstone').where('revision', '<=', through).execute()
}
