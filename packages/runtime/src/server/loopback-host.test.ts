import { expect } from 'chai'

import { asksForLoopback } from './loopback-host.js'

describe('asksForLoopback', () => {
  function asks(...hosts: readonly string[]): boolean {
    return asksForLoopback({ headers: { values: (name) => (name === 'host' ? hosts : []) } })
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
})
