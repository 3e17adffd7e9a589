import { expect } from 'chai'
import { Equals } from 'class-validator'

import { compileModelValue } from './compile-value.js'

const COUNT = 100

class Checked {
  @Equals(true)
  ok!: boolean
}

describe('compileModelValue of a list', () => {
  const bind = compileModelValue(Checked, true, {})

  it('ends where it has failures enough', async () => {
    const looked: number[] = []
    const elements = Array.from({ length: 3 * COUNT }, (_, index) => ({
      get ok(): boolean {
        looked.push(index)
        return false
      },
    }))
    const result = await bind(elements, ['body'])
    expect(result.ok).to.equal(false)
    expect(Math.max(...looked)).to.equal(COUNT - 1)
  })
})
