import { timingSafeEqual } from 'node:crypto'

import { AuthError } from '@portico/sdk'
import { expect } from 'chai'
import fc from 'fast-check'

import { digestSecret } from './secret-digest.js'
import type { TokenFeed, TokenLimits, TokenSink } from './token-feed.js'
import { createTokenVerifier } from './token-verifier.js'

const SECRET = 'ws-right'
const DISABLED: TokenLimits = { disabled: true, reach: undefined }

describe('createTokenVerifier', () => {
  it('accepts the right secret and tells name and reach', () => {
    const reach = { environments: new Set(['prod']) }
    const limits = { disabled: false, reach }
    const verifier = createTokenVerifier(feedOf({ id: 'wk-1', name: 'ci', limits }))
    expect(verifier.verify({ tokenId: 'wk-1', tokenSecret: SECRET })).to.deep.equal({
      ok: true,
      token: { id: 'wk-1', name: 'ci', reach },
    })
  })

  it('tells nothing before the secret was right', () => {
    const verifier = createTokenVerifier(feedOf({ id: 'wk-1', expiresAtMs: 1, limits: DISABLED }))
    const wrong = verifier.verify({ tokenId: 'wk-1', tokenSecret: 'ws-wrong' })
    expect(wrong).to.deep.equal({ ok: false, reason: 'invalid' })
  })

  it('says expired before disabled, from the very millisecond on', () => {
    let now = 999
    const feed = feedOf({ id: 'wk-1', expiresAtMs: 1_000, limits: DISABLED })
    const verifier = createTokenVerifier(feed, { now: () => now })
    const credentials = { tokenId: 'wk-1', tokenSecret: SECRET }
    expect(verifier.verify(credentials)).to.deep.equal({ ok: false, reason: 'disabled' })
    now = 1_000
    expect(verifier.verify(credentials)).to.deep.equal({ ok: false, reason: 'expired' })
  })

  it('takes a time that is no number for one that has passed', () => {
    const verifier = createTokenVerifier(feedOf({ id: 'wk-1', expiresAtMs: Number.NaN }))
    const odd = verifier.verify({ tokenId: 'wk-1', tokenSecret: SECRET })
    expect(odd).to.deep.equal({ ok: false, reason: 'expired' })
  })

  it('compares digests of one length for an unknown id as for a wrong secret', () => {
    const compared: number[][] = []
    const digestsEqual = (left: Uint8Array, right: Uint8Array) => {
      compared.push([left.length, right.length])
      return timingSafeEqual(left, right)
    }
    const verifier = createTokenVerifier(feedOf({ id: 'wk-1' }), { digestsEqual })
    verifier.verify({ tokenId: 'wk-1', tokenSecret: 'ws-wrong' })
    verifier.verify({ tokenId: 'wk-2', tokenSecret: SECRET })
    expect(compared).to.deep.equal([
      [32, 32],
      [32, 32],
    ])
  })

  it('rejects an unknown id even where the comparison says yes', () => {
    const verifier = createTokenVerifier(feedOf({ id: 'wk-1' }), { digestsEqual: () => true })
    const unknown = verifier.verify({ tokenId: 'wk-2', tokenSecret: SECRET })
    expect(unknown).to.deep.equal({ ok: false, reason: 'invalid' })
  })

  it('admits no id that is not there, whatever it looks like', () => {
    const verifier = createTokenVerifier(feedOf({ id: 'wk-1' }))
    const strange = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', '', '0', 'wk-1 ', 'WK-1', 'wk-1\0'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(strange, fc.oneof(fc.constant(SECRET), fc.string()), (tokenId, tokenSecret) => {
        fc.pre(tokenId !== 'wk-1')
        const { ok } = verifier.verify({ tokenId, tokenSecret })
        expect(ok).to.equal(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is unavailable, and says why to the operator only, where the feed fails', () => {
    const told: unknown[] = []
    const feed = feedOf({ id: 'wk-1' })
    const verifier = createTokenVerifier(feed, { onUnavailable: (error) => told.push(error) })
    const failure = new Error('disk gone')
    feed.catchUp = () => {
      throw failure
    }
    const error = thrownBy(() => verifier.verify({ tokenId: 'wk-1', tokenSecret: SECRET }))
    expect(error).to.be.instanceOf(AuthError)
    expect(error).to.deep.include({ status: 503, headers: { 'Retry-After': '1' } })
    expect(told).to.deep.equal([failure])
  })
})

interface FedToken {
  readonly id: string
  readonly name?: string
  readonly expiresAtMs?: number
  readonly limits?: TokenLimits
}

/** A feed that brings one token, whose secret is {@link SECRET}. */
function feedOf({ id, name = '', expiresAtMs = Infinity, limits }: FedToken): TokenFeed {
  return {
    catchUp(sink: TokenSink) {
      sink.clear()
      sink.put({
        ids: [id],
        digests: digestSecret(SECRET),
        expiresAtMs: [expiresAtMs],
        names: [name],
        limits: [limits],
      })
    },
  }
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
