import { expect } from 'chai'
import { array, assert, integer, property, stringMatching } from 'fast-check'

import { wrapText } from './wrap-text.js'

describe('wrapText', () => {
  it('breaks between words, and long words anywhere', () => {
    expect(wrapText('one two three', 8)).to.deep.equal(['one two', 'three'])
    expect(wrapText('abcdefghij k', 4)).to.deep.equal(['abcd', 'efgh', 'ij k'])
    expect(wrapText('', 4)).to.deep.equal([])
  })

  it('keeps to the width and loses no character', () => {
    const words = array(stringMatching(/^\w{1,12}$/)).map((list) => list.join(' '))
    assert(
      property(words, integer({ min: 1, max: 20 }), (text, width) => {
        const lines = wrapText(text, width)
        expect(lines.filter((line) => line.length > width)).to.deep.equal([])
        expect(lines.join('').replaceAll(' ', '')).to.equal(text.replaceAll(' ', ''))
      }),
    )
  })
})
