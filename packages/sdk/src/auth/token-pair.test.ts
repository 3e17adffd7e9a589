import { format, inspect } from 'node:util'

import { expect } from 'chai'

import { TokenPair } from './token-pair.js'

describe('TokenPair', () => {
  const pair = new TokenPair('wk-1', 'ws-the-secret')

  it('tells the secret to who reads it', () => {
    const { tokenId, tokenSecret } = pair
    expect({ tokenId, tokenSecret }).to.deep.equal({
      tokenId: 'wk-1',
      tokenSecret: 'ws-the-secret',
    })
  })

  it('prints as [redacted], whatever prints it', () => {
    const nested = { error: Object.assign(new Error('no'), { pair }) }
    const prints = [
      String(pair),
      JSON.stringify({ pair }),
      JSON.stringify({ ...pair }),
      inspect(nested, { depth: null, showHidden: true, getters: true }),
      format('%o %O %s %j', pair, pair, pair, pair),
    ]
    for (const print of prints) expect(print).not.to.contain('the-secret')
    expect(inspect(pair)).to.contain("tokenSecret: '[redacted]'")
  })
})
