import { expect } from 'chai'

import { locateJsonError } from './json-error.js'

/** Texts, and what Python 3.11's `json.loads` says of them. */
const ROWS: readonly (readonly [text: string, position: number, reason: string])[] = [
  ['{', 1, 'Expecting property name enclosed in double quotes'],
  ['[', 1, 'Expecting value'],
  ['', 0, 'Expecting value'],
  ['  ', 2, 'Expecting value'],
  ['{"a"}', 4, "Expecting ':' delimiter"],
  ['{"a":}', 5, 'Expecting value'],
  ['{"a":1,}', 7, 'Expecting property name enclosed in double quotes'],
  ['[1,]', 3, 'Expecting value'],
  ['[1 2]', 3, "Expecting ',' delimiter"],
  ['{"a":1 "b":2}', 7, "Expecting ',' delimiter"],
  ['{a:1}', 1, 'Expecting property name enclosed in double quotes'],
  ["{'a':1}", 1, 'Expecting property name enclosed in double quotes'],
  ['nul', 0, 'Expecting value'],
  ['1 2', 2, 'Extra data'],
  ['{"a":1}}', 7, 'Extra data'],
  ['"abc', 0, 'Unterminated string starting at'],
  ['{"a":"x', 5, 'Unterminated string starting at'],
  ['"\\x"', 1, 'Invalid \\escape'],
  ['"\\u12"', 2, 'Invalid \\uXXXX escape'],
  ['"a\nb"', 2, 'Invalid control character at'],
  ['01', 1, 'Extra data'],
  ['-', 0, 'Expecting value'],
  ['1.', 1, 'Extra data'],
  ['+1', 0, 'Expecting value'],
  ['{"a":[}]', 6, 'Expecting value'],
  ['{"é😀":,}', 6, 'Expecting value'],
  ['}', 0, 'Expecting value'],
]

describe('locateJsonError', () => {
  for (const [text, position, reason] of ROWS) {
    it(`says what Python says of ${JSON.stringify(text)}`, () => {
      expect(() => JSON.parse(text) as unknown).to.throw(SyntaxError)
      expect(locateJsonError(text)).to.deep.equal({ position, reason })
    })
  }

  it('finds its way through any depth', () => {
    const depth = 100_000
    expect(locateJsonError('['.repeat(depth))).to.include({ position: depth })
  })
})
