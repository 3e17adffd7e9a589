import { type Database, digestSecret, mintToken, type StoredToken } from '@portico/runtime'

import { storedToken } from './stored-token.js'

/** Headers of a proxy token, as a client sends them. */
export interface ProxyTokenHeaders {
  readonly 'Modal-Key': string
  readonly 'Modal-Secret': string
}

/** Puts a new token into `database` and resolves to the headers to send; `overrides` shapes it. */
export async function insertProxyToken(
  database: Pick<Database, 'tokens'>,
  overrides: Partial<StoredToken> = {},
): Promise<ProxyTokenHeaders> {
  const { tokenId, tokenSecret } = mintToken()
  const secretHash = digestSecret(tokenSecret)
  await database.tokens.insert(storedToken({ id: tokenId, secretHash, name: 'test', ...overrides }))
  return { 'Modal-Key': tokenId, 'Modal-Secret': tokenSecret }
}
