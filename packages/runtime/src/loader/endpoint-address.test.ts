import { isLabel } from '@portico/sdk'
import { expect } from 'chai'
import { array, assert, property, string } from 'fast-check'

import { toDefaultLabel, toDefaultPath, toLabelHost } from './endpoint-address.js'

describe('toDefaultPath', () => {
  for (const [name, path] of [
    ['hello', '/hello'],
    ['sayHello', '/say-hello'],
    ['say_hello', '/say-hello'],
    ['HTTPServer', '/http-server'],
    ['listV2Items', '/list-v2-items'],
    ['_private', '/private'],
    ['$get', '/get'],
    ['zeigeGröße', '/zeige-größe'],
    ['$', '/'],
  ] as const) {
    it(`writes ${name} as ${path}`, () => {
      expect(toDefaultPath(name)).to.equal(path)
    })
  }
})

describe('toDefaultLabel', () => {
  it('joins names in lower case', () => {
    expect(toDefaultLabel(['shop', 'Greeter', 'sayHello'])).to.equal('shop-greeter-sayhello')
  })

  it('writes every other character as a hyphen', () => {
    expect(toDefaultLabel(['my_shop.v2', 'Greeter$', '_hi'])).to.equal('my-shop-v2-greeter-hi')
  })

  it('keeps 56 characters of what is too long, and 6 digits of its SHA-256', () => {
    const label = toDefaultLabel(['shop', 'a'.repeat(80)])
    expect(label).to.equal(`shop-${'a'.repeat(51)}-2af7af`)
    expect(label).to.have.lengthOf(63)
  })

  it('is a label or empty, whatever the names', () => {
    assert(
      property(array(string({ maxLength: 90 }), { maxLength: 4 }), (names) => {
        const label = toDefaultLabel(['app', ...names])
        expect(isLabel(label)).to.equal(true)
      }),
    )
  })
})

describe('toLabelHost', () => {
  const naming = { domain: 'example.com', workspace: 'acme', webSuffix: '' }

  it('has none without a domain', () => {
    expect(toLabelHost('hello', { ...naming, domain: undefined })).to.equal(undefined)
  })

  it('puts the workspace before the label', () => {
    expect(toLabelHost('hello', naming)).to.equal('acme--hello.example.com')
  })

  it("puts the environment's suffix behind the workspace", () => {
    const host = toLabelHost('hello', { ...naming, webSuffix: 'dev' })
    expect(host).to.equal('acme-dev--hello.example.com')
  })

  it('leaves 63 characters as they are, and shortens 64', () => {
    expect(toLabelHost('a'.repeat(57), naming)).to.equal(`acme--${'a'.repeat(57)}.example.com`)
    expect(toLabelHost('a'.repeat(58), naming)).to.match(/^acme--a{50}-[0-9a-f]{6}\.example\.com$/)
  })

  it('tells apart what differs behind the 56th character', () => {
    const hosts = ['x', 'y'].map((end) => toLabelHost('a'.repeat(58) + end, naming))
    expect(hosts[0]).not.to.equal(hosts[1])
  })
})
