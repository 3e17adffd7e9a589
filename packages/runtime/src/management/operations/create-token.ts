import type { StoredToken, TokenStore } from '../../tokens/token-store.js'

/** Options of {@link createToken}. */
export interface CreateTokenOptions {
  /** Public half, minted or imported. */
  readonly id: string
  /** SHA-256 of the secret half. */
  readonly secretHash: Buffer
  /** Name for people. Defaults to the empty string. */
  readonly name?: string | undefined
  /** Who makes it. Defaults to `owner`. */
  readonly createdBy?: string | undefined
  /** Names of the environments it will reach. Defaults to every one, now and later. */
  readonly environments?: readonly string[] | undefined
  /** Labels of the endpoints it may call. Defaults to every one. */
  readonly endpoints?: readonly string[] | undefined
  /** Defaults to never. */
  readonly expiresAt?: Date | undefined
}

/** Keeps a new token. Rejects as `TokenStore.insert` does. */
export async function createToken(
  tokens: TokenStore,
  options: CreateTokenOptions,
): Promise<StoredToken> {
  const { id, secretHash, name = '', createdBy = 'owner', environments, endpoints } = options
  const token: StoredToken = {
    id,
    secretHash,
    name,
    createdAt: new Date(),
    createdBy,
    environments: unique(environments),
    endpoints: unique(endpoints),
    expiresAt: options.expiresAt,
    disabledAt: undefined,
    lastUsedAt: undefined,
  }
  await tokens.insert(token)
  return token
}

function unique(names: readonly string[] | undefined): readonly string[] | undefined {
  return names === undefined ? undefined : [...new Set(names)]
}
