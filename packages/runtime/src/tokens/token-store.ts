/** A proxy token at rest: a digest of its secret, never the secret. */
export interface StoredToken {
  /** Public half, sent with every request. */
  readonly id: string
  /** SHA-256 of the secret half. */
  readonly secretHash: Buffer
  /** Name for people; empty where none was given. */
  readonly name: string
  readonly createdAt: Date
  /** Who made it, such as `owner`. */
  readonly createdBy: string
  /** Names of the environments it reaches; `undefined` is workspace-wide. */
  readonly environments: readonly string[] | undefined
  /** Labels of the endpoints it may call; `undefined` is every one. */
  readonly endpoints: readonly string[] | undefined
  readonly expiresAt: Date | undefined
  readonly disabledAt: Date | undefined
  readonly lastUsedAt: Date | undefined
}

/** What may be changed of a token. */
export type TokenChanges = Partial<
  Pick<StoredToken, 'name' | 'environments' | 'endpoints' | 'expiresAt' | 'disabledAt'>
>

/**
 * Where proxy tokens are kept.
 *
 * A store only keeps: it neither mints, hashes nor judges a token. Every implementation passes
 * `describeTokenStore()`.
 */
export interface TokenStore {
  /**
   * Adds a token. Rejects with {@link DuplicateTokenError} where the id is taken and with
   * {@link UnknownEnvironmentError} where it is to reach an environment that isn't there.
   */
  insert(token: StoredToken): Promise<void>

  /** The token with this id, or `undefined`. */
  find(id: string): Promise<StoredToken | undefined>

  /** Every token, newest first. */
  list(): Promise<readonly StoredToken[]>

  /**
   * Changes a token; a property that is given as `undefined` takes the limit away. Resolves to
   * whether there was one. Rejects with {@link UnknownEnvironmentError} as `insert` does.
   */
  update(id: string, changes: TokenChanges): Promise<boolean>

  /** Removes a token. Resolves to whether there was one. */
  delete(id: string): Promise<boolean>

  /** Records that the tokens were used; unknown ids and earlier times are skipped. */
  touch(uses: ReadonlyMap<string, Date>): Promise<void>
}

/** An id was inserted twice. */
export class DuplicateTokenError extends Error {
  readonly code = 'DUPLICATE_TOKEN'
  override readonly name = 'DuplicateTokenError'

  constructor(id: string) {
    super(`There already is a proxy token '${id}'; choose another id`)
  }
}

/** A token was to reach an environment that isn't there. */
export class UnknownEnvironmentError extends Error {
  readonly code = 'UNKNOWN_ENVIRONMENT'
  override readonly name = 'UnknownEnvironmentError'

  constructor(environment: string) {
    super(
      `There is no environment '${environment}': make it by "npx runtime environment create ${environment}" first`,
    )
  }
}
