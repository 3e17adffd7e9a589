import type { TokenPair } from '@portico/sdk'

import { mintToken } from '../../tokens/mint-token.js'
import { digestSecret } from '../../tokens/secret-digest.js'
import type { TokenStore } from '../../tokens/token-store.js'
import { createToken } from './create-token.js'

/** Options of {@link withTemporaryToken}. */
export interface TemporaryTokenOptions {
  /** Who makes it: a name that nothing else makes tokens under. */
  readonly createdBy: string
  /** Names of the environments it reaches. */
  readonly environments: readonly string[]
  /** Labels of the endpoints it may call; `undefined` is every one. */
  readonly endpoints: readonly string[] | undefined
  readonly lifetimeMs: number
}

/**
 * Runs `work` with a token that is removed afterwards. What runs under the same name have left
 * behind when they were killed is removed too, once it has expired.
 */
export async function withTemporaryToken<T>(
  tokens: TokenStore,
  options: TemporaryTokenOptions,
  work: (token: TokenPair) => Promise<T>,
): Promise<T> {
  const { createdBy, environments, endpoints, lifetimeMs } = options
  await sweep(tokens, createdBy)
  const token = mintToken()
  await createToken(tokens, {
    id: token.tokenId,
    secretHash: digestSecret(token.tokenSecret),
    name: createdBy,
    createdBy,
    environments,
    endpoints,
    expiresAt: new Date(Date.now() + lifetimeMs),
  })
  try {
    return await work(token)
  } finally {
    await tokens.delete(token.tokenId)
  }
}

async function sweep(tokens: TokenStore, maker: string): Promise<void> {
  const now = Date.now()
  for (const { id, createdBy, expiresAt } of await tokens.list()) {
    const left = createdBy === maker && expiresAt !== undefined && expiresAt.getTime() <= now
    if (left) await tokens.delete(id)
  }
}
