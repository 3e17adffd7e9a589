import { expect } from 'chai'

import { readRetryAfterMs } from './retry-after.js'

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0)
const CASES: readonly [retryAfter: string, waitMs: number | undefined][] = [
  ['0', 0],
  ['7', 7000],
  [' 7 ', 7000],
  ['Thu, 01 Jan 2026 12:00:09 GMT', 9000],
  ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
  ['', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['99999999999', undefined],
  ['soon', undefined],
  ['2026-01-01T12:00:09Z', undefined],
  ['Thu, 99 Jan 2026 12:00:09 GMT', undefined],
]

describe('readRetryAfterMs', () => {
  for (const [value, expected] of CASES) {
    it(`reads ${JSON.stringify(value)} as ${expected}`, () => {
      expect(readRetryAfterMs(new Headers({ 'Retry-After': value }), NOW)).to.equal(expected)
    })
  }

  it('asks for no wait where the answer names none', () => {
    expect(readRetryAfterMs(new Headers(), NOW)).to.equal(undefined)
  })

  it("measures a date by the server's clock, where that is told", () => {
    const headers = new Headers({
      'Retry-After': 'Thu, 01 Jan 2026 13:00:02 GMT',
      Date: 'Thu, 01 Jan 2026 13:00:00 GMT',
    })
    expect(readRetryAfterMs(headers, NOW)).to.equal(2000)
  })
})
