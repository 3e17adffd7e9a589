import { expect } from 'chai'
import fc from 'fast-check'

import { assertImportable, InvalidImportError } from './imported-token.js'
import { mintToken } from './mint-token.js'

describe('assertImportable', () => {
  it('takes what was minted', () => {
    expect(() => assertImportable(mintToken())).not.to.throw()
  })

  it('takes a short secret only where that was asked for', () => {
    const short = { tokenId: 'wk-1234abcd', tokenSecret: 'ws-1234abcd' }
    expect(() => assertImportable(short)).to.throw(InvalidImportError, '--weak')
    expect(() => assertImportable({ ...short, weak: true })).not.to.throw()
    expect(() => assertImportable({ ...short, tokenSecret: `ws-${'x'.repeat(21)}` })).to.throw()
    expect(() => assertImportable({ ...short, tokenSecret: `ws-${'x'.repeat(22)}` })).not.to.throw()
  })

  for (const tokenId of [
    '',
    'wk-',
    'ak-1234',
    'wk-a b',
    'wk-a,b',
    'wk-a.b',
    `wk-${'a'.repeat(65)}`,
  ]) {
    it(`refuses the id '${tokenId}'`, () => {
      const { tokenSecret } = mintToken()
      const check = (): void => assertImportable({ tokenId, tokenSecret })
      expect(check).to.throw(InvalidImportError, 'id')
    })
  }

  it('never tells the secret', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 300 }), (text) => {
        const tokenSecret = `ws-${text}`
        try {
          assertImportable({ tokenId: 'wk-1', tokenSecret })
        } catch (error) {
          expect(String(error)).not.to.include(tokenSecret)
        }
      }),
    )
  })
})
