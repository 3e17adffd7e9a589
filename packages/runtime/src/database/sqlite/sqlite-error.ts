import { DatabaseError, type DatabaseErrorCode } from '../database-error.js'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const BUSY = 5

const CODES: Readonly<Record<number, DatabaseErrorCode>> = {
  [BUSY]: 'locked',
  6: 'locked',
  8: 'read_only',
  10: 'unavailable',
  11: 'damaged',
  13: 'full',
  14: 'unavailable',
  26: 'not_a_database',
}

const ADVICE: Readonly<Partial<Record<DatabaseErrorCode, string>>> = {
  locked: 'is locked by another process; try again when that has finished',
  read_only: 'can only be read; make the file and its directory writable',
  unavailable: 'could not be read or written; check the disk and the rights of file and directory',
  damaged: 'is damaged; restore it from a backup',
  full: 'could not be written because the disk is full; make room',
  not_a_database: 'is not a database; move the file away or name another one',
}

/** What to throw for an error of a SQLite driver: a {@link DatabaseError} where it is of one. */
export function toDatabaseError(error: unknown, path: string): unknown {
  const code = CODES[primaryCode(error)]
  if (code === undefined) return error
  return new DatabaseError(code, `The database ${path} ${ADVICE[code] ?? code}`, { cause: error })
}

/** Whether another connection was in the way. */
export function isBusy(error: unknown): boolean {
  return error instanceof DatabaseError ? error.code === 'locked' : primaryCode(error) === BUSY
}

/** The low byte; the rest only refines it. 0 where it is no error of SQLite. */
function primaryCode(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error)) return 0
  return typeof error.errcode === 'number' ? error.errcode & 0xff : 0
}
