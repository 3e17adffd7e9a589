/** Why a database can't be used. */
export type DatabaseErrorCode =
  | 'unsupported_url'
  | 'directory_missing'
  | 'not_a_file'
  | 'read_only'
  | 'not_a_database'
  | 'newer_version'
  | 'damaged'
  | 'locked'
  | 'full'
  | 'unavailable'

/** The database can't be used. Its message is one sentence that says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
