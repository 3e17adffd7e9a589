import type { Migration } from 'kysely'

import type { ColumnTypes } from '../column-types.js'
import { createTokensMigration } from './001-tokens.js'

/** Every migration by its name. Names sort in the order in which they run; none is ever changed. */
export function createMigrations(types: ColumnTypes): Readonly<Record<string, Migration>> {
  return { '001-tokens': createTokensMigration(types) }
}
