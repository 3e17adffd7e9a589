import { type Kysely } from 'kysely'

import type { DatabaseSchema } from './schema.js'

/**
 * Counts the revision up for a change of tokens, inside the transaction of that change.
 *
 * The row stays locked until the commit, so revisions become visible in their order.
 */
export async function nextTokenRevision(transaction: Kysely<DatabaseSchema>): Promise<number> {
  const { value } = await transaction
    .updateTable('token_revision')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('id', '=', 1)
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
