import { expect } from 'chai'
import { instanceToPlain, plainToInstance } from 'class-transformer'
import { validate } from 'class-validator'
import fc from 'fast-check'

import {
  bodiesOf,
  randomModels,
  toClass,
  withoutUnknown,
} from '../binding/random-models.test.support.js'
import { compileResponseModel } from './compile-response-model.js'
import { ResponseModelError } from './response-model-error.js'

describe('a random answer of a random responseModel', () => {
  it('leaves exactly where class-validator admits it, with what the model knows', async () => {
    const verdicts = { sent: 0, kept: 0 }
    const cases = randomModels.chain((model) =>
      fc.tuple(fc.constant(model), fc.array(bodiesOf(model), { minLength: 20, maxLength: 20 })),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([random, values]) => {
        const model = toClass(random)
        const filter = compileResponseModel({ model, array: false })
        for (const value of values) {
          const known = withoutUnknown(value, random)
          const instance = plainToInstance<object, unknown>(model as never, known)
          const passes = (await validate(instance)).length === 0
          const answer: unknown = await filter(value).catch((error: unknown) => error)
          verdicts[passes ? 'sent' : 'kept'] += 1
          expect(answer instanceof ResponseModelError).to.equal(!passes)
          if (passes) expect(asJson(answer)).to.deep.equal(asJson(instanceToPlain(instance)))
        }
      }),
      // class-validator looks at every class there is for each object.
      { numRuns: 60 },
    )
    expect(verdicts.sent).to.be.above(100)
    expect(verdicts.kept).to.be.above(100)
  })
})

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}
