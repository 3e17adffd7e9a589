import { closeSync, openSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { DatabaseError } from '../database-error.js'

/**
 * Makes the file, readable by its owner only, where there is none. SQLite gives the files that it
 * puts beside it the same rights.
 *
 * @throws DatabaseError where it is no file, or its directory is missing or can't be written.
 */
export function ensureDatabaseFile(path: string): void {
  try {
    // A file that is there is never opened here: closing it would drop the locks that this process
    // holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw toFileError(error, path)
    assertFile(path)
  }
}

/** SQLite itself would only say that it can't open it. */
function assertFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || stats.isFile()) return
  const what = stats.isDirectory()
    ? `a directory; name a file in it, such as sqlite:${join(path, 'portico.db')}`
    : 'no file; name another one'
  throw new DatabaseError('not_a_file', `The database can't be at ${path}, which is ${what}`)
}

function toFileError(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new DatabaseError(
        'directory_missing',
        `The database ${path} can't be made because ${dirname(path)} is not a directory; make it first`,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DatabaseError(
        'read_only',
        `The database ${path} can't be made because its directory can only be read; make it writable`,
        { cause: error },
      )
    default:
      return error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
