import { TokenPair } from '@portico/sdk'
import { assertImportable } from '../../tokens/imported-token.js'
import { usageError } from '../command-error.js'
import { readStdin } from '../read-stdin.js'

/** Options of `proxy-tokens create` that bring a token from elsewhere, as typed. */
export interface ImportedTokenOptions {
  readonly tokenId?: string
  readonly tokenSecretStdin?: true
  readonly weak?: true
}

/** The token that the options bring along; `undefined` where one is to be minted. */
export async function readImportedToken(
  options: ImportedTokenOptions,
): Promise<TokenPair | undefined> {
  const { tokenId, tokenSecretStdin, weak = false } = options
  if (tokenId === undefined && tokenSecretStdin === undefined) {
    if (weak) throw usageError('--weak goes with --token-id and --token-secret-stdin.')
    return undefined
  }
  if (tokenId === undefined || tokenSecretStdin === undefined) {
    throw usageError(
      'Give --token-id and --token-secret-stdin together: the secret is read from standard input.',
    )
  }
  const tokenSecret = await readStdin()
  assertImportable({ tokenId, tokenSecret, weak })
  return new TokenPair(tokenId, tokenSecret)
}
