import type { Kysely } from 'kysely'

import { inTransaction } from '../../database/in-transaction.js'
import { nextTokenRevision } from '../../database/next-token-revision.js'
import type { DatabaseSchema, EnvironmentTable } from '../../database/schema.js'
import {
  DEFAULT_ENVIRONMENT,
  EnvironmentError,
  type EnvironmentStore,
  type StoredEnvironment,
} from '../environment-store.js'

/** Keeps environments in a SQL database. */
export class SqlEnvironmentStore implements EnvironmentStore {
  readonly #db: Kysely<DatabaseSchema>

  constructor(db: Kysely<DatabaseSchema>) {
    this.#db = db
  }

  async list(): Promise<readonly StoredEnvironment[]> {
    const rows = await this.#db.selectFrom('environment').selectAll().orderBy('name').execute()
    return rows.map(fromRow)
  }

  async find(name: string): Promise<StoredEnvironment | undefined> {
    const row = await this.#db
      .selectFrom('environment')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst()
    return row && fromRow(row)
  }

  insert(environment: StoredEnvironment): Promise<void> {
    return inTransaction(this.#db, async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('environment')
        .values(toRow(environment))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n) throw await conflictOf(transaction, environment)
    })
  }

  async delete(name: string): Promise<boolean> {
    if (name === DEFAULT_ENVIRONMENT) {
      throw new EnvironmentError(
        'default_environment',
        `The environment '${name}' is the default one and can't be deleted`,
      )
    }
    return inTransaction(this.#db, async (transaction) => {
      await takeOutOfReach(transaction, name)
      const { numDeletedRows } = await transaction
        .deleteFrom('environment')
        .where('name', '=', name)
        .executeTakeFirst()
      return numDeletedRows > 0n
    })
  }
}

/** Leaves the tokens scoped, so that one that reached nothing else reaches nothing now. */
async function takeOutOfReach(transaction: Kysely<DatabaseSchema>, name: string): Promise<void> {
  const revision = await nextTokenRevision(transaction)
  await transaction
    .updateTable('token')
    .set({ revision })
    .where('id', 'in', (query) =>
      query.selectFrom('token_environment').select('token_id').where('environment', '=', name),
    )
    .execute()
  await transaction.deleteFrom('token_environment').where('environment', '=', name).execute()
}

async function conflictOf(
  transaction: Kysely<DatabaseSchema>,
  { name, webSuffix }: StoredEnvironment,
): Promise<EnvironmentError> {
  const taken = await transaction
    .selectFrom('environment')
    .select('name')
    .where('name', '=', name)
    .executeTakeFirst()
  return taken === undefined
    ? new EnvironmentError(
        'duplicate_web_suffix',
        `Another environment has the web suffix '${webSuffix}'; choose another one`,
      )
    : new EnvironmentError('duplicate_environment', `There already is an environment '${name}'`)
}

function toRow({ name, webSuffix, createdAt }: StoredEnvironment): EnvironmentTable {
  return { name, web_suffix: webSuffix, created_at: createdAt.getTime() }
}

function fromRow(row: EnvironmentTable): StoredEnvironment {
  return { name: row.name, webSuffix: row.web_suffix, createdAt: new Date(row.created_at) }
}
