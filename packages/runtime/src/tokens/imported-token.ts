/** A token that was made elsewhere. */
export interface ImportedToken {
  readonly tokenId: string
  readonly tokenSecret: string
  /** Take a secret that is short enough to be guessed. Defaults to `false`. */
  readonly weak?: boolean
}

const ID = /^wk-[0-9A-Za-z_-]{1,64}$/
const SECRET = /^ws-[0-9A-Za-z_.~+/=-]{1,256}$/
const PREFIX_LENGTH = 3

/** 22 characters of base 62 are 130 bits. */
const MIN_SECRET_LENGTH = 22

/** A token can't be imported. Its message says what to do and never holds the secret. */
export class InvalidImportError extends Error {
  readonly code = 'INVALID_IMPORT'
  override readonly name = 'InvalidImportError'
}

/**
 * Checks a token that was made elsewhere. Every carrier can take what passes: no comma, colon,
 * quote or space is in it, and no dot in the id.
 *
 * @throws InvalidImportError
 */
export function assertImportable({ tokenId, tokenSecret, weak = false }: ImportedToken): void {
  if (!ID.test(tokenId)) {
    throw new InvalidImportError(
      "The token id can't be imported; it must be wk- and 1 to 64 letters, digits, _ or -",
    )
  }
  if (!SECRET.test(tokenSecret)) {
    throw new InvalidImportError(
      "The token secret can't be imported; it must be ws- and 1 to 256 of letters, digits and _ . ~ + / = -",
    )
  }
  if (!weak && tokenSecret.length < PREFIX_LENGTH + MIN_SECRET_LENGTH) {
    throw new InvalidImportError(
      `The token secret has fewer than ${MIN_SECRET_LENGTH} characters after ws-; use a longer one, or --weak to take it as it is`,
    )
  }
}
