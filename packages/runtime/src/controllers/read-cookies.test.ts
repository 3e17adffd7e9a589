import { expect } from 'chai'

import { readCookies } from './read-cookies.js'

describe('readCookies', () => {
  it('takes the first of a name, decoded', () => {
    expect(readCookies(' a=1; b=%20x ;a=2; c=d=e; flag; bad=%zz')).to.deep.equal({
      a: '1',
      b: ' x',
      c: 'd=e',
      bad: '%zz',
    })
  })

  it('is empty without a header', () => {
    expect(readCookies(undefined)).to.deep.equal({})
  })

  it('touches no prototype', () => {
    const cookies = readCookies('__proto__=x')
    expect(Object.getPrototypeOf(cookies)).to.equal(Object.prototype)
    expect(Object.keys(cookies)).to.deep.equal(['__proto__'])
  })
})
