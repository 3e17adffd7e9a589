import { expect } from 'chai'

import { toHostName, withoutScheme } from './custom-domain.js'

describe('toHostName', () => {
  for (const [domain, host] of [
    ['api.example.com', 'api.example.com'],
    ['API.Example.com', 'api.example.com'],
    ['localhost', 'localhost'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ] as const) {
    it(`takes ${domain}`, () => {
      expect(toHostName(domain)).to.equal(host)
    })
  }

  for (const domain of [
    'https://example.com',
    'example.com:8080',
    'example.com/path',
    'example.com.',
    '.example.com',
    '*.example.com',
    'user@example.com',
    'exa mple.com',
    '-a.example.com',
    `${'a'.repeat(64)}.example.com`,
    '[::1]',
    '',
    7,
    undefined,
  ]) {
    it(`refuses ${String(domain)}`, () => {
      expect(toHostName(domain)).to.equal(undefined)
    })
  }
})

describe('withoutScheme', () => {
  it('suggests the host of an address', () => {
    expect(withoutScheme('https://API.example.com:8080/path')).to.equal('api.example.com')
  })

  it('suggests an example where there is no host', () => {
    expect(withoutScheme('//')).to.equal('api.example.com')
  })
})
