import { expect } from 'chai'
import * as fc from 'fast-check'

import { canonicalPath } from './canonical-path.js'

const CANONICAL: readonly (readonly [string, string])[] = [
  ['/', '/'],
  ['/users/', '/users/'],
  ['/.well-known/x', '/.well-known/x'],
  ['/a/..b/...', '/a/..b/...'],
  ['/%61%2D%2E%5F%7E%39', '/a-._~9'],
  ['/%c3%a9', '/%C3%A9'],
  ['/a%20b', '/a%20b'],
  ['/a%40b/@', '/a%40b/@'],
  ['/%252e%252e/%252f', '/%252e%252e/%252f'],
  ['/a|b"<>^`{}[]', '/a%7Cb%22%3C%3E%5E%60%7B%7D%5B%5D'],
]

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['', /start with/],
  ['*', /start with/],
  ['users', /start with/],
  ['example.com:443', /start with/],
  ['/a/./b', /"\.\." segment/],
  ['/a/..', /"\.\." segment/],
  ['/%2e', /"\.\." segment/],
  ['/%2E.', /"\.\." segment/],
  ['/.%2e/admin', /"\.\." segment/],
  ['//', /empty segment/],
  ['/a//b', /empty segment/],
  ['/a\\b', /backslash/],
  ['/a%5cb', /backslash/],
  ['/a%2fb', /encoded slash/],
  ['/a%2Fb', /encoded slash/],
  ['/a%00', /NUL/],
  ['/%', /malformed/],
  ['/%g0', /malformed/],
  ['/%4', /malformed/],
  ['/%ff', /not UTF-8/],
  ['/%C3', /not UTF-8/],
  ['/%ED%A0%80', /not UTF-8/],
  ['/é', /must be percent-encoded/],
  ['/a b', /must be percent-encoded/],
  ['/a\u0000', /must be percent-encoded/],
  ['/a\u007f', /must be percent-encoded/],
  ['/a?b', /must be percent-encoded/],
  ['/a#b', /must be percent-encoded/],
]

describe('canonicalPath', () => {
  for (const [raw, path] of CANONICAL) {
    it(`reads ${JSON.stringify(raw)} as ${JSON.stringify(path)}`, () => {
      expect(canonicalPath(raw)).to.deep.equal({ ok: true, path })
    })
  }

  for (const [raw, reason] of REFUSED) {
    it(`refuses ${JSON.stringify(raw)}`, () => {
      const result = canonicalPath(raw)
      expect(result.ok ? result.path : result.reason).to.match(reason)
    })
  }

  it('never throws, and leaves what it returned as it is', () => {
    fc.assert(
      fc.property(anyPath(), (raw) => {
        const first = canonicalPath(raw)
        if (first.ok) expect(canonicalPath(first.path)).to.deep.equal(first)
      }),
      { numRuns: 10_000 },
    )
  })

  it('returns only paths that decode, without dot segments, empty segments or backslashes', () => {
    fc.assert(
      fc.property(anyPath(), (raw) => {
        const result = canonicalPath(raw)
        if (!result.ok) return
        const decoded = result.path.split('/').map(decodeURIComponent)
        expect(decoded.join('/')).to.equal(decodeURIComponent(raw))
        expect(decoded.slice(1, -1)).to.not.include('')
        for (const segment of decoded) expect(segment).to.not.match(/^\.\.?$|[\\/\0]/)
      }),
      { numRuns: 10_000 },
    )
  })

  it('gives two spellings of a path the same form, whichever unreserved characters they escape', () => {
    const spelled = fc.tuple(fc.constantFrom('a', 'Z', '5', '-', '_', '~', '/'), fc.boolean())
    fc.assert(
      fc.property(fc.array(spelled), (characters) => {
        const plain = `/x${characters.map(([character]) => character).join('')}`
        const escaped = `/x${characters.map(([character, isEscaped]) => (isEscaped ? toEscape(character) : character)).join('')}`
        expect(canonicalPath(escaped)).to.deep.equal(canonicalPath(plain))
      }),
    )
  })
})

function toEscape(character: string): string {
  return character === '/' ? '/' : `%${character.charCodeAt(0).toString(16)}`
}

function anyPath(): fc.Arbitrary<string> {
  const piece = fc.constantFrom('a', '/', '.', '%2e', '%2E', '%41', '%c3%a9', '%', '\\', '|', '%20')
  const near = fc.array(piece).map((pieces) => `/${pieces.join('')}`)
  return fc.oneof(
    near,
    fc.webPath(),
    fc.string({ unit: 'binary' }).map((text) => `/${text}`),
  )
}
