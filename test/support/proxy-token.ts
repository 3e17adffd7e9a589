import { type Database, digestSecret, mintToken, type StoredToken } from '@portico/runtime'

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
  await database.tokens.insert({
    id: tokenId,
    secretHash: digestSecret(tokenSecret),
    name: 'test',
    createdAt: new Date(),
    createdBy: 'owner',
    environments: undefined,
    endpoints: undefined,
    expiresAt: undefined,
    disabledAt: undefined,
    lastUsedAt: undefined,
    ...overrides,
  })
  return { 'Modal-Key': tokenId, 'Modal-Secret': tokenSecret }
}
