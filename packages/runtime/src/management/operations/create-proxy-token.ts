import type { TokenPair } from '@portico/sdk'

import { mintToken } from '../../tokens/mint-token.js'
import { digestSecret } from '../../tokens/secret-digest.js'
import type { TokenStore } from '../../tokens/token-store.js'
import { type CreateTokenOptions, createToken } from './create-token.js'

/** Options of {@link createProxyToken}. */
export type CreateProxyTokenOptions = Omit<CreateTokenOptions, 'id' | 'secretHash'>

/**
 * Makes a proxy token in a database, as `runtime workspace proxy-tokens create` does. Its secret is
 * in the result and nowhere else.
 *
 * @throws UnknownEnvironmentError where it is to reach an environment that isn't there.
 */
export async function createProxyToken(
  { tokens }: { readonly tokens: TokenStore },
  options: CreateProxyTokenOptions = {},
): Promise<TokenPair> {
  const pair = mintToken()
  const secretHash = digestSecret(pair.tokenSecret)
  await createToken(tokens, { ...options, id: pair.tokenId, secretHash })
  return pair
}
