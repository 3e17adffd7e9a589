/** Why a change of tokens was refused. */
export type TokenErrorCode = 'unknown_token' | 'workspace_wide'

/** A change of tokens was refused. Its message is one sentence that says what to do. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  readonly code: TokenErrorCode

  constructor(code: TokenErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** There is no token with this id. */
export function unknownToken(id: string): TokenError {
  return new TokenError(
    'unknown_token',
    `There is no proxy token '${id}'; list them to see which there are`,
  )
}
