/**
 * Why the client sent nothing, or went no further: no token was given, or one that can't be; the
 * address is none to send a token to; a redirect can't be followed.
 */
export type ClientErrorCode =
  'missing_token' | 'invalid_token' | 'invalid_origin' | 'insecure_origin' | 'redirect_failed'

/** A request couldn't be made as asked. Its message says what to do, and never holds a secret. */
export class ClientError extends Error {
  readonly code: ClientErrorCode
  override readonly name = 'ClientError'

  constructor(code: ClientErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
