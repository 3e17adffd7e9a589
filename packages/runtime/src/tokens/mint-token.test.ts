import { expect } from 'chai'
import fc from 'fast-check'

import { hasValidChecksum, mintToken } from './mint-token.js'

describe('mintToken', () => {
  it('makes ids and secrets of the documented shape, never twice', () => {
    const tokens = Array.from({ length: 1_000 }, mintToken)
    for (const { tokenId, tokenSecret } of tokens) {
      expect(tokenId).to.match(/^wk-[0-9A-Za-z]{22}$/)
      expect(tokenSecret).to.match(/^ws-[0-9A-Za-z]{38}$/)
    }
    expect(new Set(tokens.map(({ tokenId }) => tokenId))).to.have.property('size', 1_000)
    expect(new Set(tokens.map(({ tokenSecret }) => tokenSecret))).to.have.property('size', 1_000)
  })

  it('uses every character equally often', () => {
    const counts = new Map<string, number>()
    const text = Array.from({ length: 10_000 }, () => mintToken().tokenSecret.slice(3, 35)).join('')
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)

    // A modulo over 256 would make eight of them a quarter more frequent; this is ten deviations.
    const expected = text.length / 62
    expect(counts.size).to.equal(62)
    for (const count of counts.values()) expect(count).to.be.closeTo(expected, 720)
  })
})

describe('hasValidChecksum', () => {
  it('accepts what was minted', () => {
    for (let round = 0; round < 1_000; round += 1) {
      expect(hasValidChecksum(mintToken().tokenSecret)).to.equal(true)
    }
  })

  it('agrees with another implementation of CRC-32, zeros in front included', () => {
    expect(hasValidChecksum('ws-0000000000000000000000000000047w000g9Y')).to.equal(true)
  })

  it('rejects a secret in which one character is wrong', () => {
    fc.assert(
      fc.property(fc.nat(37), fc.constantFrom(...'0Zz9aQ'), (position, character) => {
        const { tokenSecret } = mintToken()
        const at = position + 3
        fc.pre(tokenSecret.charAt(at) !== character)
        const wrong = tokenSecret.slice(0, at) + character + tokenSecret.slice(at + 1)
        expect(hasValidChecksum(wrong)).to.equal(false)
      }),
    )
  })

  it('rejects everything of another shape', () => {
    for (const secret of [
      '',
      'ws-',
      'ws-1234abcd',
      `wk-${'0'.repeat(38)}`,
      `ws-${'-'.repeat(38)}`,
    ]) {
      expect(hasValidChecksum(secret)).to.equal(false)
    }
  })
})
