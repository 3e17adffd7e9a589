import type { HandlerClass } from '@portico/sdk'
import { expect } from 'chai'
import { type ClassTransformOptions, plainToInstance } from 'class-transformer'
import { validate, type ValidatorOptions } from 'class-validator'
import fc from 'fast-check'

import { ask, VALID } from './body-handlers.test.support.js'
import { EVERYTHING } from './everything.test.support.js'
import { calls, Everything, Failing } from './in-pieces.test.support.js'
import { prune } from './prune.js'
import { bodiesOf, randomModels, toClass } from './random-models.test.support.js'
import { transformInPieces } from './transform-in-pieces.js'
import { validateInPieces } from './validate-in-pieces.js'

interface Options {
  readonly transformation?: ClassTransformOptions
  readonly validation?: ValidatorOptions
}

async function inPieces(model: HandlerClass, body: unknown, options: Options = {}) {
  const { transformation, validation = {} } = options
  const instance = await transformInPieces(pruneBody(model, body), transformation)
  const errors = await validateInPieces(instance, validation)
  return { instance, errors }
}

async function inOneGo(model: HandlerClass, body: unknown, options: Options = {}) {
  const { transformation, validation = {} } = options
  const { value } = pruneBody(model, body)
  const instance = plainToInstance(model as new () => object, value, transformation)
  return { instance, errors: await validate(instance, validation) }
}

function pruneBody(model: HandlerClass, body: unknown) {
  return prune(structuredClone(body), { kind: 'model', model }, () => {}, ['body'])
}

const MODELS = 10_000
const LINE = { name: 'x', count: 1 }

describe('a body that is large within the limits', () => {
  /** What is bound, and how often others have had their turn meanwhile. */
  async function turnsDuring(handler: string, body: unknown) {
    let turns = 0
    let isBinding = true
    const tick = (): void => {
      turns += 1
      if (isBinding) setImmediate(tick)
    }
    setImmediate(tick)
    const answer = await ask(handler, { body: JSON.stringify(body) })
    isBinding = false
    return { turns, taken: Array.isArray(answer) }
  }

  const lines = (count: number) => ({ ...VALID, lines: Array(count).fill(LINE) as object[] })
  const rows: readonly (readonly [what: string, handler: string, body: object, taken: boolean])[] =
    [
      ['models in a model', 'order', lines(MODELS), true],
      ['models that do not pass', 'order', { ...VALID, lines: Array(MODELS).fill({}) }, false],
      ['models in a list of models', 'orders', Array(MODELS / 50).fill(lines(50)), true],
      ['texts that are checked one by one', 'texts', texts(), true],
    ]
  for (const [what, handler, body, taken] of rows) {
    it(`lets other requests have their turn all the time: ${what}`, async () => {
      const during = await turnsDuring(handler, body)
      expect(during.taken).to.equal(taken)
      expect(during.turns).to.be.above(20)
    })
  }

  it('lets others have their turn between reading it and copying what has no class', async () => {
    const extra = Array(30).fill(Array(10_000).fill({}))
    const during = await turnsDuring('order', { ...VALID, extra })
    expect(during.taken).to.equal(true)
    expect(during.turns).to.be.above(2)
  })

  it('takes no turn for a small one', async () => {
    expect((await turnsDuring('order', VALID)).turns).to.equal(0)
  })
})

/** As many as fit into the lists of one object. */
function texts(): object {
  const names = Array.from({ length: 30 }, (_, index) => `list${index}`)
  return Object.fromEntries(names.map((name) => [name, Array(9_000).fill('a')]))
}

describe('a body that is taken in pieces', () => {
  it('becomes what class-transformer makes of it, and class-validator says the same of it', async () => {
    const verdicts = { admitted: 0, refused: 0 }
    const cases = randomModels.chain((model) =>
      fc.tuple(fc.constant(model), fc.array(bodiesOf(model), { minLength: 20, maxLength: 20 })),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([random, bodies]) => {
        const model = toClass(random)
        for (const body of bodies) {
          const [made, expected] = [await inPieces(model, body), await inOneGo(model, body)]
          expect(made).to.deep.equal(expected)
          verdicts[expected.errors.length === 0 ? 'admitted' : 'refused'] += 1
        }
      }),
      { numRuns: 40 },
    )
    expect(verdicts.admitted).to.be.above(50)
    expect(verdicts.refused).to.be.above(50)
  })

  const rows: readonly (readonly [what: string, options: Options])[] = [
    ['no options', {}],
    ['a group', { validation: { groups: ['strict'] }, transformation: { groups: ['strict'] } }],
    ['groups, strictly', { validation: { strictGroups: true } }],
    ['the first error only', { validation: { stopAtFirstError: true } }],
    ['a whitelist', { validation: { whitelist: true } }],
    [
      'unknown properties forbidden',
      { validation: { whitelist: true, forbidNonWhitelisted: true } },
    ],
    ['missing properties skipped', { validation: { skipMissingProperties: true } }],
    ['prefixes excluded', { transformation: { excludePrefixes: ['_'] } }],
    ['all excluded', { transformation: { strategy: 'excludeAll' } }],
    ['extraneous values excluded', { transformation: { excludeExtraneousValues: true } }],
    ['implicit conversion', { transformation: { enableImplicitConversion: true } }],
    ['a circular check', { transformation: { enableCircularCheck: true } }],
    ['default values', { transformation: { exposeDefaultValues: true } }],
    ['no errors for what has no rules', { validation: { forbidUnknownValues: false } }],
  ]
  for (const [what, options] of rows) {
    it(`is what the libraries make of it by every decorator of theirs, with ${what}`, async () => {
      for (const body of EVERYTHING) {
        calls.length = 0
        const expected = await inOneGo(Everything, body, options)
        const expectedCalls = calls.splice(0)
        const made = await inPieces(Everything, body, options)
        expect(made).to.deep.equal(expected)
        // Whatever is called while a body is validated is called in the same order.
        expect(calls).to.deep.equal(expectedCalls)
      }
    })
  }

  it('fails as its validators fail, at once or later', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    for (const how of ['throws', 'rejects'] as const) {
      const body = { how, others: Array.from({ length: 5_000 }, () => ({})) }
      const failure = await inPieces(Failing, body).catch((error: unknown) => error)
      expect(failure).to.be.an('error').with.property('message', `It ${how}`)
    }
    process.off('unhandledRejection', note)
    expect(unhandled).to.deep.equal([])
  })
})
