import { expect } from 'chai'

import { toRedirectTarget } from './redirect-target.js'

describe('toRedirectTarget', () => {
  for (const [template, values, target] of [
    ['/users/:id', { id: 7 }, '/users/7'],
    ['https://a.example:8080/:x?q=:y#:z', { x: 1, y: 2 }, 'https://a.example:8080/1?q=2#:z'],
    ['/:x', { x: 'a?b#c' }, '/a%3Fb%23c'],
    ['/plain', {}, '/plain'],
  ] as const) {
    it(`fills ${template}`, () => {
      expect(toRedirectTarget(template, values)).to.equal(target)
    })
  }

  it('says which name is missing', () => {
    expect(() => toRedirectTarget('/users/:id', {})).to.throw("needs 'id'")
  })
})
