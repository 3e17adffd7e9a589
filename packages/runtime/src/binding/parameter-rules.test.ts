import { InvalidEndpointError, QueryParam } from '@portico/sdk'
import { expect } from 'chai'

import { readParameters } from './read-parameters.js'

/** Options as they come where nothing checks types. */
function wrongly(options: Record<string, unknown>): object {
  return options
}

class Wrong {
  patternAsText(@QueryParam('x', wrongly({ pattern: '^a+$' })) x: string) {
    return x
  }

  minAsText(@QueryParam('x', wrongly({ min: '5' })) x: number) {
    return x
  }

  maxBelowMin(@QueryParam('x', { min: 5, max: 4 }) x: number) {
    return x
  }

  halfALength(@QueryParam('x', { minLength: 0.5 }) x: string) {
    return x
  }

  maxLengthBelowMinLength(@QueryParam('x', { minLength: 2, maxLength: 1 }) x: string) {
    return x
  }

  enumAsText(@QueryParam('x', wrongly({ enum: 'asc' })) x: string) {
    return x
  }
}

describe('rules of a value', () => {
  for (const [handler, says] of [
    ['patternAsText', 'pattern must be a regular expression: write pattern: /^a+$/'],
    ['minAsText', 'min and max must be numbers'],
    ['maxBelowMin', 'max not below min'],
    ['halfALength', 'minLength and maxLength must be whole numbers'],
    ['maxLengthBelowMinLength', 'maxLength not below minLength'],
    ['enumAsText', "its enum must be an array, such as ['asc', 'desc']"],
  ] as const) {
    it(`are refused at load where they would check nothing: ${handler}`, () => {
      expect(() => readParameters(Wrong, handler, { method: 'GET', pathParams: [] }))
        .to.throw(InvalidEndpointError)
        .with.property('message')
        .that.includes(`Wrong.${handler}, parameter "x": `)
        .and.includes(says)
    })
  }
})
