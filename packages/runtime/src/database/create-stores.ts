import type { Kysely } from 'kysely'

import { SqlTokenStore } from '../tokens/sql/sql-token-store.js'
import { SqlEnvironmentStore } from '../workspace/sql/sql-environment-store.js'
import type { Stores } from './database.js'
import type { DatabaseSchema } from './schema.js'

/** Every store over one connection or transaction. */
export function createStores(db: Kysely<DatabaseSchema>): Stores {
  return { tokens: new SqlTokenStore(db), environments: new SqlEnvironmentStore(db) }
}
