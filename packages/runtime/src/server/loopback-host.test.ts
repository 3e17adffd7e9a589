import { expect } from 'chai'

import { asksForLoopback } from './loopback-host.js'

describe('asksForLoopback', () => {
  function asks(...hosts: readonly string[]): boolean {
    return asksFrom('127.0.0.1', { host: hosts })
  }

  function asksFrom(address: string, fields: Readonly<Record<string, readonly string[]>>): boolean {
    return asksForLoopback({ address, headers: { values: (name) => fields[name] ?? [] } })
  }

  for (const host of ['localhost', 'LOCALHOST:8080', 'app.localhost', '127.0.0.1:1', '[::1]:80']) {
    it(`is true of ${host}`, () => {
      expect(asks(host)).to.equal(true)
    })
  }

  for (const host of [
    'evil.test',
    'localhost.evil.test',
    'evillocalhost',
    '127.0.0.1.evil.test',
    '127.evil.test',
    '0.0.0.0',
    '[::2]',
    '192.168.0.1',
    'localhost@evil.test',
    '',
  ]) {
    it(`is false of "${host}"`, () => {
      expect(asks(host)).to.equal(false)
    })
  }

  it('is false of none, and of two', () => {
    expect(asks()).to.equal(false)
    expect(asks('localhost', 'localhost')).to.equal(false)
  })

  it('is false of whoever comes from elsewhere, or through a proxy, whatever it asks for', () => {
    const host = ['localhost']
    for (const address of ['127.0.0.1', '127.1.2.3', '::1']) {
      expect(asksFrom(address, { host }), address).to.equal(true)
    }
    for (const address of ['192.0.2.1', '10.0.0.1', '2001:db8::1', '::', '0.0.0.0', '']) {
      expect(asksFrom(address, { host }), address).to.equal(false)
    }
    for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via']) {
      expect(asksFrom('127.0.0.1', { host, [name]: [''] }), name).to.equal(false)
    }
  })
})
