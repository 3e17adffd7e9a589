import type { Database, DatabaseOptions } from './database.js'
import { DatabaseError } from './database-error.js'
import { openSqliteDatabase } from './sqlite/open-sqlite-database.js'

const SQLITE_SCHEME = 'sqlite:'

/**
 * Opens a database, making and migrating it where it has to be. The directory must be there.
 *
 * @param url `sqlite:PATH` (relative to the working directory, or absolute) or `sqlite::memory:`.
 * @throws DatabaseError with a sentence that says what to do.
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const path = url.startsWith(SQLITE_SCHEME) ? url.slice(SQLITE_SCHEME.length) : ''
  if (path === '') {
    // The URL itself stays out of the message: it may hold a password.
    throw new DatabaseError(
      'unsupported_url',
      'The database URL is not supported; write sqlite:PATH, such as sqlite:.portico/portico.db',
    )
  }
  return openSqliteDatabase(path, options)
}
