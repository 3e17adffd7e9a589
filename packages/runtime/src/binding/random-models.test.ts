import { Body, fastapiEndpoint, type HandlerClass } from '@portico/sdk'
import { expect } from 'chai'
import { plainToInstance } from 'class-transformer'
import { validate } from 'class-validator'
import fc from 'fast-check'

import { binderOf, bound } from './fake-exchange.test.support.js'
import {
  bodiesOf,
  randomModels,
  takeTextAsDate,
  toClass,
  withoutUnknown,
} from './random-models.test.support.js'

/** Compiles an endpoint that takes the model, as the runtime does. */
function binderFor(model: HandlerClass) {
  class Handlers {
    method(_body: unknown) {}
  }
  Body({ type: model })(Handlers.prototype, 'method', 0)
  fastapiEndpoint({ method: 'POST' })(Handlers.prototype, 'method')
  return binderOf(Handlers, 'method', { method: 'POST' })
}

describe('a random body of a random model', () => {
  it('is admitted exactly where class-validator admits it, as what class-transformer makes of it', async () => {
    const verdicts = { admitted: 0, refused: 0 }
    const cases = randomModels.chain((model) =>
      fc.tuple(fc.constant(model), fc.array(bodiesOf(model), { minLength: 20, maxLength: 20 })),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([random, bodies]) => {
        const model = toClass(random)
        const binder = binderFor(model)
        for (const body of bodies) {
          const known = withoutUnknown(body, random, takeTextAsDate)
          const expected = plainToInstance<object, unknown>(model as never, known)
          const passes = (await validate(expected)).length === 0
          const answer = await bound(binder, { body })
          verdicts[passes ? 'admitted' : 'refused'] += 1
          expect(Array.isArray(answer)).to.equal(passes)
          if (passes) expect(answer).to.deep.equal([expected])
        }
      }),
      // class-validator looks at every class there is for each object.
      { numRuns: 60 },
    )
    expect(verdicts.admitted).to.be.above(100)
    expect(verdicts.refused).to.be.above(100)
  })
})
