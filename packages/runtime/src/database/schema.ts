/** Tables and columns. Times are milliseconds since 1970, flags 0 or 1. */
export interface DatabaseSchema {
  readonly environment: EnvironmentTable
  readonly token: TokenTable
  readonly token_environment: TokenEnvironmentTable
  readonly token_tombstone: TokenTombstoneTable
  readonly token_revision: TokenRevisionTable
}

/** Columns of `environment`. */
export interface EnvironmentTable {
  readonly name: string
  readonly web_suffix: string
  readonly created_at: number
}

/** Columns of `token`. */
export interface TokenTable {
  readonly id: string
  readonly secret_hash: Uint8Array
  readonly name: string
  readonly created_at: number
  readonly created_by: string
  /** 1 where the token reaches only what `token_environment` lists for it, be it nothing. */
  readonly scoped: number
  /** JSON array of labels; `null` is every endpoint. */
  readonly endpoints: string | null
  readonly expires_at: number | null
  readonly disabled_at: number | null
  readonly last_used_at: number | null
  /** {@link TokenRevisionTable.value} at its last change, uses not counted. */
  readonly revision: number
}

/** Columns of `token_environment`: which environments a scoped token reaches. */
export interface TokenEnvironmentTable {
  readonly token_id: string
  readonly environment: string
}

/** Columns of `token_tombstone`: which tokens were deleted, and when. */
export interface TokenTombstoneTable {
  readonly token_id: string
  readonly revision: number
}

/** Columns of `token_revision`, which has one row. */
export interface TokenRevisionTable {
  readonly id: number
  /** Rises with every change of a token, in the transaction of that change. */
  readonly value: number
  /** Tombstones up to this revision are gone: who has read less than it reads everything. */
  readonly pruned_through: number
}
