import { expect } from 'chai'
import * as fc from 'fast-check'

import { canonicalHost } from './canonical-host.js'

const CANONICAL: readonly (readonly [string, string])[] = [
  ['example.com', 'example.com'],
  ['EXAMPLE.Com:8080', 'example.com'],
  ['example.com.', 'example.com'],
  ['example.com.:80', 'example.com'],
  ['my_service:3000', 'my_service'],
  ['127.0.0.1:0', '127.0.0.1'],
  ['[::1]', '[::1]'],
  ['[2001:DB8::1]:443', '[2001:db8::1]'],
]

const REFUSED: readonly string[] = [
  '',
  '.',
  ' ',
  'a b',
  'a\tb',
  ' example.com',
  'user@example.com',
  'a,b',
  'a/b',
  'a..b',
  '.a',
  'a.com..',
  'a:',
  'a:x',
  'a:65536',
  'a:-1',
  'a:80:80',
  ':80',
  '::1',
  '[::1',
  '[::1]x',
  '[]',
  '[::1%25eth0]',
  'é.example',
  'a%2eb',
  '\u212a.example',
  'a'.repeat(255),
]

describe('canonicalHost', () => {
  for (const [value, host] of CANONICAL) {
    it(`reads ${JSON.stringify(value)} as ${host}`, () => {
      expect(canonicalHost(value)).to.deep.equal({ ok: true, host })
    })
  }

  for (const value of REFUSED) {
    it(`refuses ${JSON.stringify(value.slice(0, 30))}`, () => {
      expect(canonicalHost(value).ok).to.equal(false)
    })
  }

  it('never throws, and leaves what it returned as it is', () => {
    const near = fc.string({ unit: fc.constantFrom('a', 'B', '.', ':', '[', ']', '1', '@', ' ') })
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary' }), fc.webAuthority()), (value) => {
        const first = canonicalHost(value)
        if (first.ok) expect(canonicalHost(first.host)).to.deep.equal(first)
      }),
      { numRuns: 10_000 },
    )
  })
})
