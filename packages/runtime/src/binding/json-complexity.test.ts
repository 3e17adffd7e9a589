import { expect } from 'chai'
import fc from 'fast-check'

import { assertSimple, type BodyLimits } from './body-limits.js'
import { assertSimpleJson } from './json-complexity.js'
import { ValidationError } from './validation-error.js'

const SMALL: BodyLimits = { maxKeys: 3, maxItems: 4, maxDepth: 3 }

describe('assertSimpleJson', () => {
  it('says the same of a text as assertSimple of the value that it holds', () => {
    const limits = fc.record({
      maxKeys: fc.integer({ min: 0, max: 5 }),
      maxItems: fc.integer({ min: 0, max: 5 }),
      maxDepth: fc.integer({ min: 0, max: 5 }),
    })
    const value = fc.jsonValue({ maxDepth: 6 })
    const space = fc.constantFrom('', ' ', '\t', ' \n', '\r\n')
    let refused = 0
    fc.assert(
      fc.property(value, limits, space, (sent, allowed, indent) => {
        const text = `${indent}${JSON.stringify(sent, undefined, indent)}${indent}`
        const expected = refuses(() => assertSimple(JSON.parse(text), allowed))
        refused += Number(expected)
        expect(refuses(() => assertSimpleJson(text, allowed))).to.equal(expected)
      }),
      { numRuns: 2_000 },
    )
    expect(refused).to.be.within(100, 1_900)
  })

  it('counts nothing inside strings, whatever is escaped there', () => {
    const mark = fc.constantFrom('"', '\\', '[', '{', ',', ']', '}', 'a', 'é', '\n')
    const text = fc.array(mark, { maxLength: 30 }).map((marks) => marks.join(''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const expected = texts.length > 4
        expect(refuses(() => assertSimpleJson(JSON.stringify(texts), SMALL))).to.equal(expected)
      }),
    )
  })

  it('counts keys that are written twice', () => {
    expect(refuses(() => assertSimpleJson('{"a":1,"a":2,"a":3,"a":4}', SMALL))).to.equal(true)
  })

  const malformed = ['', ' ', '[', '{"a', '"\\', ']]', '[}', 'tru', '1,2,3,4,5,6', '[1,2', '{,']
  for (const text of malformed) {
    it(`leaves it to the parser to refuse ${JSON.stringify(text)}`, () => {
      expect(refuses(() => assertSimpleJson(text, SMALL))).to.equal(false)
    })
  }
})

function refuses(check: () => void): boolean {
  try {
    check()
    return false
  } catch (error) {
    if (error instanceof ValidationError) return true
    throw error
  }
}
