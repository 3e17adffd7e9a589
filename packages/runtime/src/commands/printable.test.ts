import { expect } from 'chai'
import { assert, property, string } from 'fast-check'

import { assertPrintable, toPrintable } from './printable.js'

describe('toPrintable', () => {
  it('writes what could steer a terminal as an escape', () => {
    expect(toPrintable('a\u001b[2Jb\u202ec')).to.equal('a\\u{1b}[2Jb\\u{202e}c')
    expect(toPrintable('Zürich 🔑 東京')).to.equal('Zürich 🔑 東京')
  })

  it('leaves nothing that is refused on input', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        assertPrintable('--name', toPrintable(text))
      }),
      { numRuns: 10_000 },
    )
  })
})
