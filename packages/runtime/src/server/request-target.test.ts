import { expect } from 'chai'
import * as fc from 'fast-check'

import { readRequestTarget } from './request-target.js'

describe('readRequestTarget', () => {
  it('takes host, canonical path and query apart', () => {
    expect(readRequestTarget('/%61?x=1?&y=%2F', ['Example.com:80'], '1.1')).to.deep.equal({
      ok: true,
      host: 'example.com',
      path: '/a',
      search: 'x=1?&y=%2F',
    })
  })

  it('lets the authority of an absolute-form target win over Host', () => {
    for (const url of ['http://A.example:81/p?q', 'HTTPS://a.example./p?q']) {
      expect(readRequestTarget(url, ['b.example'], '1.1')).to.deep.equal({
        ok: true,
        host: 'a.example',
        path: '/p',
        search: 'q',
      })
    }
  })

  it('reads an absolute-form target without a path as /', () => {
    expect(readRequestTarget('http://a.example?q', ['b'], '1.1')).to.include({
      path: '/',
      search: 'q',
    })
    expect(readRequestTarget('http://a.example', ['b'], '1.1')).to.include({ path: '/' })
  })

  it('takes a request of HTTP/1.0 without Host', () => {
    expect(readRequestTarget('/', [], '1.0')).to.include({ ok: true, host: '' })
  })

  const REFUSED: readonly (readonly [string, string, readonly string[], string])[] = [
    ['two Hosts, even equal ones', '/', ['a', 'a'], '1.1'],
    ['two Hosts in HTTP/1.0', '/', ['a', 'a'], '1.0'],
    ['no Host in HTTP/1.1', '/', [], '1.1'],
    ['no Host beside an absolute-form target', 'http://a/', [], '1.1'],
    ['a Host that is none', '/', ['a b'], '1.1'],
    ['an empty Host', '/', [''], '1.1'],
    ['a Host that is none beside an absolute-form target', 'http://a/', ['a b'], '1.1'],
    ['a user name in the authority', 'http://user@a/', ['a'], '1.1'],
    ['an absolute-form target without authority', 'http:///x', ['a'], '1.1'],
    ['another scheme', 'ftp://a/x', ['a'], '1.1'],
    ['a backslash in the authority', 'http://a\\@b/x', ['a'], '1.1'],
    ['asterisk form', '*', ['a'], '1.1'],
    ['authority form', 'a:443', ['a'], '1.1'],
    ['a fragment', '/a#b', ['a'], '1.1'],
    ['a fragment in the query', '/a?b#c', ['a'], '1.1'],
    ['a fragment right after the authority', 'http://a#b', ['a'], '1.1'],
    ['a path that begins like an authority', '//evil.example/x', ['a'], '1.1'],
    ['nothing', '', ['a'], '1.1'],
    ['a path that is not canonical', '/a/../b', ['a'], '1.1'],
  ]
  for (const [what, url, hosts, version] of REFUSED) {
    it(`refuses ${what}`, () => {
      expect(readRequestTarget(url, hosts, version).ok).to.equal(false)
    })
  }

  it('never throws', () => {
    const piece = fc.constantFrom('http://', '/', 'a', '?', '#', '%2e', '%', '@', ':', '[', '\n')
    const near = fc.array(piece).map((pieces) => pieces.join(''))
    const text = fc.oneof(near, fc.webUrl(), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 2 }), (url, hosts) => {
        expect(readRequestTarget(url, hosts, '1.1')).to.have.property('ok')
      }),
      { numRuns: 10_000 },
    )
  })
})
