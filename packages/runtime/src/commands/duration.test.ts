import { expect } from 'chai'

import { CommandError } from './command-error.js'
import { readDuration, toRelativeTime } from './duration.js'

describe('readDuration', () => {
  it('reads seconds, minutes, hours, days and weeks', () => {
    const read = (text: string): number => readDuration('--expires-in', text)
    expect(['1s', '2m', '3h', '90d', '1w'].map(read)).to.deep.equal([
      1_000, 120_000, 10_800_000, 7_776_000_000, 604_800_000,
    ])
  })

  for (const text of ['', '0d', '90', 'd', '-1d', '1.5d', '1y', '999999999w', ' 1d', '1d ', '1D']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => readDuration('--expires-in', text))
        .to.throw(CommandError, /^--expires-in must be a duration/)
        .with.property('exitCode', 2)
    })
  }
})

describe('toRelativeTime', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  for (const [seconds, text] of [
    [-5, '5s ago'],
    [-180, '3m ago'],
    [7_200, 'in 2h'],
    [90 * 86_400 - 1, 'in 90d'],
    [0, 'in 0s'],
  ] as const) {
    it(`says "${text}"`, () => {
      expect(toRelativeTime(new Date(now.getTime() + seconds * 1_000), now)).to.equal(text)
    })
  }
})
