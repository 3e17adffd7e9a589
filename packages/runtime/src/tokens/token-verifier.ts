import { timingSafeEqual } from 'node:crypto'

import { AuthError, type ProxyTokens, type TokenVerification } from '@portico/sdk'

import { writeDigest } from './secret-digest.js'
import type { TokenFeed } from './token-feed.js'
import { NO_TOKEN, TokenIndex } from './token-index.js'

/** Options of {@link createTokenVerifier}. */
export interface TokenVerifierOptions {
  /** The time, in ms since 1970. Defaults to the system's clock. */
  readonly now?: () => number
  /** Compares digests in constant time. Defaults to that of `node:crypto`. */
  readonly digestsEqual?: (left: Uint8Array, right: Uint8Array) => boolean
  /** Told why the state of the tokens isn't known, once for each failed look. Defaults to nobody. */
  readonly onUnavailable?: (error: unknown) => void
}

const DIGEST_BYTES = 32
const INVALID: TokenVerification = { ok: false, reason: 'invalid' }
const EXPIRED: TokenVerification = { ok: false, reason: 'expired' }
const DISABLED: TokenVerification = { ok: false, reason: 'disabled' }

/**
 * Verifies proxy tokens in memory, up to date with `feed`; reads every token before it returns.
 *
 * `verify` throws an `AuthError` with the code `unavailable` where the feed can't tell the state.
 */
export function createTokenVerifier(
  feed: TokenFeed,
  options: TokenVerifierOptions = {},
): ProxyTokens {
  const { now = Date.now, digestsEqual = timingSafeEqual, onUnavailable } = options
  const index = new TokenIndex()
  const presented = Buffer.alloc(DIGEST_BYTES)
  feed.catchUp(index)

  return {
    verify({ tokenId, tokenSecret }) {
      catchUp(feed, index, onUnavailable)

      const slot = index.slotOf(tokenId)
      const matches = digestsEqual(writeDigest(tokenSecret, presented), index.digestAt(slot))
      if (!matches || slot === NO_TOKEN) return INVALID
      // A time that is no number has passed.
      if (!(index.expiresAtMs(slot) > now())) return EXPIRED

      const { disabled, reach } = index.limitsAt(slot)
      if (disabled) return DISABLED
      return { ok: true, token: { id: tokenId, name: index.nameAt(slot), reach } }
    },
  }
}

function catchUp(
  feed: TokenFeed,
  index: TokenIndex,
  onUnavailable: ((error: unknown) => void) | undefined,
): void {
  try {
    feed.catchUp(index)
  } catch (error) {
    onUnavailable?.(error)
    throw new AuthError('unavailable', 'authorization is temporarily unavailable', {
      headers: { 'Retry-After': '1' },
    })
  }
}
