import type { PrincipalReach } from '@portico/sdk'

/** What a token may not do. Many tokens share one. */
export interface TokenLimits {
  readonly disabled: boolean
  /** Where it may go; `undefined` is everywhere. */
  readonly reach: PrincipalReach | undefined
}

/** Tokens side by side: the n-th entry of each column belongs to the n-th id. */
export interface TokenColumns {
  readonly ids: readonly string[]
  /** SHA-256 of the secrets, 32 bytes each. */
  readonly digests: Uint8Array
  /** Milliseconds since 1970; `Infinity` is never. */
  readonly expiresAtMs: ArrayLike<number>
  /** `undefined` where all are empty. */
  readonly names: readonly string[] | undefined
  /** `undefined` where none has any. */
  readonly limits: readonly (TokenLimits | undefined)[] | undefined
}

/** Takes in what a feed brings. */
export interface TokenSink {
  /** Forgets everything: what follows is all there is. */
  clear(): void
  /** Adds tokens, or puts them in the place of what was known of them. */
  put(tokens: TokenColumns): void
  /** Forgets a token, where there is one. */
  remove(id: string): void
}

/**
 * What an index of tokens follows: brings it to what the store has committed.
 *
 * It answers at once, so an implementation whose store can't be asked without waiting collects
 * changes as they come in and hands them over here.
 */
export interface TokenFeed {
  /**
   * Brings `sink`, always the same one, up to date. Asks for nothing where nothing was committed.
   *
   * @throws whatever went wrong where it isn't known to be up to date; the next call starts over.
   */
  catchUp(sink: TokenSink): void
}
