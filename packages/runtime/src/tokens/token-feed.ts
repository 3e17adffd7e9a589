/** Tokens side by side: the n-th entry of each column belongs to the n-th id. */
export interface TokenColumns {
  readonly ids: readonly string[]
  /** SHA-256 of the secrets, 32 bytes each. */
  readonly digests: Uint8Array
  /** Milliseconds since 1970; `Infinity` is never. */
  readonly expiresAtMs: ArrayLike<number>
}

/** What few tokens have. */
export interface TokenDetails {
  readonly name: string
  readonly disabled: boolean
  /** Names of the environments it reaches; `undefined` is workspace-wide. */
  readonly environments: readonly string[] | undefined
  /** Labels of the endpoints it may call; `undefined` is every one. */
  readonly endpoints: readonly string[] | undefined
}

/** Takes in what a feed brings. */
export interface TokenSink {
  /** Forgets everything: what follows is all there is. */
  clear(): void
  /** Adds tokens or replaces them, details included: these have none. */
  put(tokens: TokenColumns): void
  /** Gives a token that was put its details. */
  describe(id: string, details: TokenDetails): void
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
