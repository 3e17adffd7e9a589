import { expect } from 'chai'
import fc from 'fast-check'

import { isEnvironmentName, isWebSuffix, toWebSuffix } from './environment-name.js'

describe('isEnvironmentName', () => {
  for (const name of ['main', 'a', '0', 'Team.A_b-c', 'x'.repeat(64)]) {
    it(`takes '${name}'`, () => expect(isEnvironmentName(name)).to.equal(true))
  }

  for (const name of ['', '-a', '.a', '_a', 'a b', 'a/b', 'ä', 'a\n', 'x'.repeat(65)]) {
    it(`refuses ${JSON.stringify(name)}`, () => expect(isEnvironmentName(name)).to.equal(false))
  }
})

describe('toWebSuffix', () => {
  it('makes a name fit for a host name', () => {
    expect(toWebSuffix('My.Team_1')).to.equal('my-team-1')
    expect(toWebSuffix('x'.repeat(30))).to.equal('x'.repeat(20))
  })

  it('always makes a web suffix of a name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/), (name) => {
        expect(isWebSuffix(toWebSuffix(name))).to.equal(true)
      }),
    )
  })
})

describe('isWebSuffix', () => {
  it('takes the empty one, and refuses capitals, dots, line ends and more than 20 characters', () => {
    expect(isWebSuffix('')).to.equal(true)
    for (const suffix of ['A', 'a.b', 'a\n', 'x'.repeat(21)]) {
      expect(isWebSuffix(suffix)).to.equal(false)
    }
  })
})
