import { expect } from 'chai'
import { IsInt } from 'class-validator'

import { compileResponseModel } from './compile-response-model.js'

class Item {
  @IsInt()
  count!: number
}

describe('compileResponseModel', () => {
  it('lets other requests have their turn while a long answer is checked', async () => {
    let othersWereServed = false
    setImmediate(() => {
      othersWereServed = true
    })
    const items = Array.from({ length: 1_000 }, (_, index) => ({ count: index }))
    expect(await compileResponseModel({ model: Item, array: true })(items)).to.have.lengthOf(1_000)
    expect(othersWereServed).to.equal(true)
  })
})
