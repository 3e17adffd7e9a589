import type { Kysely } from 'kysely'

import { inTransaction } from '../../database/in-transaction.js'
import { nextTokenRevision } from '../../database/next-token-revision.js'
import type { DatabaseSchema } from '../../database/schema.js'
import {
  DuplicateTokenError,
  type StoredToken,
  type TokenChanges,
  type TokenStore,
} from '../token-store.js'
import { replaceTokenEnvironments } from './token-environments.js'
import { fromTokenRow, toTokenColumns, toTokenRow } from './token-row.js'
import { buryToken, unearthToken } from './token-tombstones.js'

/** Keeps proxy tokens in a SQL database. */
export class SqlTokenStore implements TokenStore {
  readonly #db: Kysely<DatabaseSchema>

  constructor(db: Kysely<DatabaseSchema>) {
    this.#db = db
  }

  insert(token: StoredToken): Promise<void> {
    return inTransaction(this.#db, async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('token')
        .values(toTokenRow(token, await nextTokenRevision(transaction)))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n) throw new DuplicateTokenError(token.id)
      await unearthToken(transaction, token.id)
      await replaceTokenEnvironments(transaction, token.id, token.environments)
    })
  }

  async find(id: string): Promise<StoredToken | undefined> {
    const [token] = toTokens(await selectTokens(this.#db).where('token.id', '=', id).execute())
    return token
  }

  async list(): Promise<readonly StoredToken[]> {
    return toTokens(await selectTokens(this.#db).execute())
  }

  update(id: string, changes: TokenChanges): Promise<boolean> {
    return inTransaction(this.#db, async (transaction) => {
      const revision = await nextTokenRevision(transaction)
      const { numUpdatedRows } = await transaction
        .updateTable('token')
        .set({ ...toTokenColumns(changes), revision })
        .where('id', '=', id)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      if ('environments' in changes) {
        await replaceTokenEnvironments(transaction, id, changes.environments)
      }
      return true
    })
  }

  delete(id: string): Promise<boolean> {
    return inTransaction(this.#db, async (transaction) => {
      await replaceTokenEnvironments(transaction, id, undefined)
      const { numDeletedRows } = await transaction
        .deleteFrom('token')
        .where('id', '=', id)
        .executeTakeFirst()
      if (numDeletedRows === 0n) return false
      await buryToken(transaction, id, await nextTokenRevision(transaction))
      return true
    })
  }

  touch(uses: ReadonlyMap<string, Date>): Promise<void> {
    return inTransaction(this.#db, async (transaction) => {
      for (const [id, date] of uses) {
        const time = date.getTime()
        await transaction
          .updateTable('token')
          .set({ last_used_at: time })
          .where('id', '=', id)
          .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', time)]))
          .execute()
      }
    })
  }
}

/** One row for each environment of a token, and one for a token that has none. */
function selectTokens(db: Kysely<DatabaseSchema>) {
  return db
    .selectFrom('token')
    .leftJoin('token_environment', 'token_environment.token_id', 'token.id')
    .selectAll('token')
    .select('token_environment.environment')
    .orderBy('token.created_at', 'desc')
    .orderBy('token.id')
    .orderBy('token_environment.environment')
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectTokens>['execute']>>[number]

function toTokens(rows: readonly SelectedRow[]): readonly StoredToken[] {
  const environments = new Map<string, string[]>()
  const tokens: StoredToken[] = []
  for (const row of rows) {
    let names = environments.get(row.id)
    if (names === undefined) {
      names = []
      environments.set(row.id, names)
      tokens.push(fromTokenRow(row, names))
    }
    if (row.environment !== null) names.push(row.environment)
  }
  return tokens
}
