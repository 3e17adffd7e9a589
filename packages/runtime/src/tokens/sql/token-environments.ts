import type { Kysely } from 'kysely'

import type { DatabaseSchema } from '../../database/schema.js'
import { UnknownEnvironmentError } from '../token-store.js'

/**
 * Keeps which environments a token reaches, in place of those before; `undefined` is all of them.
 *
 * @throws UnknownEnvironmentError
 */
export async function replaceTokenEnvironments(
  transaction: Kysely<DatabaseSchema>,
  tokenId: string,
  environments: readonly string[] | undefined,
): Promise<void> {
  await transaction.deleteFrom('token_environment').where('token_id', '=', tokenId).execute()
  const names = [...new Set(environments)]
  if (names.length === 0) return

  await assertEnvironments(transaction, names)
  await transaction
    .insertInto('token_environment')
    .values(names.map((environment) => ({ token_id: tokenId, environment })))
    .execute()
}

async function assertEnvironments(
  transaction: Kysely<DatabaseSchema>,
  names: readonly string[],
): Promise<void> {
  const rows = await transaction
    .selectFrom('environment')
    .select('name')
    .where('name', 'in', names)
    .execute()
  const known = new Set(rows.map(({ name }) => name))
  const unknown = names.find((name) => !known.has(name))
  if (unknown !== undefined) throw new UnknownEnvironmentError(unknown)
}
