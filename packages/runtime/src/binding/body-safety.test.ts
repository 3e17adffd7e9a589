import { Body, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { plainToInstance, Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsDate,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  validate,
  ValidateNested,
} from 'class-validator'
import fc from 'fast-check'

import { binderOf, bound } from './fake-exchange.test.support.js'

class Leaf {
  @IsString()
  @Length(1, 3)
  name!: string

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9)
  count?: number
}

class Branch {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Leaf)
  leaves!: Leaf[]

  @IsOptional()
  @ValidateNested()
  @Type(() => Branch)
  branch?: Branch

  @IsOptional()
  @IsObject()
  meta?: object
}

class Flat {
  @IsEmail()
  mail!: string

  @IsBoolean()
  ok!: boolean

  @IsIn(['a', 'b', 1])
  kind!: unknown

  @IsOptional()
  @Type(() => Number)
  @Min(1)
  size?: number

  @IsOptional()
  @IsDate()
  @Type(() => Date)
  when?: Date
}

class Handlers {
  @fastapiEndpoint({ method: 'POST' })
  leaf(leaf: Leaf) {
    return leaf
  }

  @fastapiEndpoint({ method: 'POST' })
  branch(branch: Branch) {
    return branch
  }

  @fastapiEndpoint({ method: 'POST' })
  flat(flat: Flat) {
    return flat
  }

  @fastapiEndpoint({ method: 'POST' })
  unchecked(@Body({ validate: false }) body: unknown) {
    return body
  }
}

const HANDLERS = ['leaf', 'branch', 'flat', 'unchecked'].map((handler) =>
  binderOf(Handlers, handler, { method: 'POST' }),
)

const KEYS = ['name', 'count', 'leaves', 'branch', 'meta', 'mail', 'ok', 'kind', 'size', 'when']
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'valueOf',
      'then',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    -1,
    5.5,
    1e308,
    '',
    'a',
    'ab',
    'a@b.cd',
    '2025-01-01',
    '\ud800',
  ),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true }),
)

/** Anything that JSON can hold, with keys that classes know and keys that mean mischief. */
const { value: json } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar.map((value) => JSON.stringify(value)),
    fc.array(tie('value'), { maxLength: 4 }).map((elements) => `[${elements.join(',')}]`),
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 6 })
      .map(
        (entries) =>
          `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`,
      ),
  ),
}))

describe('bodies of strangers', () => {
  const globals = Object.getOwnPropertyNames(Object.prototype).toSorted()

  it('come to arguments or to a validation error, and leave no trace', async () => {
    await fc.assert(
      fc.asyncProperty(
        json,
        fc.integer({ min: 0, max: HANDLERS.length - 1 }),
        async (body, which) => {
          const answer = await bound(handlerAt(which), { body })
          if (Array.isArray(answer)) assertClean(answer[0])
          else expect(() => JSON.stringify(answer)).not.to.throw()
          expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).to.deep.equal(globals)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('may be any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        for (const binder of HANDLERS) await bound(binder, { body: bytes })
      }),
      { numRuns: 500 },
    )
  })

  it('may be cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.nat(), async (body, at) => {
        const cut = body.slice(0, at % (body.length + 1))
        for (const binder of HANDLERS) await bound(binder, { body: cut })
      }),
      { numRuns: 500 },
    )
  })

  const models = [
    { model: Leaf, known: ['name', 'count'], handler: 'leaf' },
    { model: Flat, known: ['mail', 'ok', 'kind', 'size', 'when'], handler: 'flat' },
  ] as const
  for (const { model, known, handler } of models) {
    it(`are admitted exactly where class-validator admits them as ${model.name}`, async () => {
      const binder = binderOf(Handlers, handler, { method: 'POST' })
      const verdicts = { admitted: 0, refused: 0 }
      await fc.assert(
        fc.asyncProperty(bodyWith(known), async (body) => {
          const expected =
            (await validate(plainToInstance<object, unknown>(model, withDate(body)))).length === 0
          const admitted = Array.isArray(await bound(binder, { body: { ...body, junk: body } }))
          verdicts[admitted ? 'admitted' : 'refused'] += 1
          expect(admitted).to.equal(expected)
        }),
        { numRuns: 2000 },
      )
      expect(verdicts.admitted).to.be.greaterThan(20)
      expect(verdicts.refused).to.be.greaterThan(20)
    })
  }

  it('are admitted exactly where class-validator admits them, nested', async () => {
    const binder = binderOf(Handlers, 'branch', { method: 'POST' })
    await fc.assert(
      fc.asyncProperty(branches, async (body) => {
        const expected = (await validate(plainToInstance(Branch, body))).length === 0
        expect(Array.isArray(await bound(binder, { body }))).to.equal(expected)
      }),
      { numRuns: 2000 },
    )
  })
})

/** Without halves of surrogate pairs, at which class-validator throws. */
const wellFormed = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    -1,
    5.5,
    1e308,
    '',
    'a',
    'ab',
    'a@b.cd',
    {},
    [],
  ),
  fc.string({ unit: 'grapheme' }),
)

const LIKELY: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  name: fc.constantFrom('a', 'abc', 'abcd', ''),
  count: fc.integer({ min: -1, max: 10 }),
  mail: fc.constantFrom('a@b.cd', 'a'),
  ok: fc.boolean(),
  kind: fc.constantFrom('a', 'b', 1, 'c'),
  size: fc.constantFrom(1, '2', 0, 'x', { valueOf: 1 }),
  when: fc.constantFrom('2025-01-01', 'x', 5),
}

/** A date comes as RFC 3339 has it: `new Date()` would take more. */
function withDate(body: Record<string, unknown>): object {
  const { when } = body
  const isDate = typeof when === 'string' && /^\d{4}-\d\d-\d\d$/.test(when)
  return ['string', 'number', 'boolean'].includes(typeof when) && !isDate
    ? { ...body, when: 'no date' }
    : body
}

function bodyWith(known: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const members = known.map((name) => [
    name,
    fc.oneof(
      { weight: 6, arbitrary: LIKELY[name] ?? wellFormed },
      { weight: 1, arbitrary: wellFormed },
    ),
  ])
  return fc
    .record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: [],
    })
    .map((record) => ({ ...record }))
}

const leaves = fc.oneof(
  { weight: 4, arbitrary: fc.array(bodyWith(['name', 'count']), { maxLength: 3 }) },
  { weight: 1, arbitrary: wellFormed },
)
const { branch: branches } = fc.letrec<{ branch: object }>((tie) => ({
  branch: fc
    .record(
      {
        leaves,
        branch: fc.option(tie('branch'), { maxDepth: 3 }),
        meta: fc.constantFrom({}, 1, [1]),
      },
      { requiredKeys: ['leaves'] },
    )
    .map((record) => ({ ...record })),
}))

function handlerAt(which: number) {
  const binder = HANDLERS[which]
  if (binder === undefined) throw new RangeError(`there is no handler ${which}`)
  return binder
}

/** Nothing in it has a property that means something to JavaScript, or another prototype than a class's. */
function assertClean(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const own = Object.keys(value)
  expect(own).not.to.include.members(['__proto__'])
  expect(own).not.to.include('constructor')
  const allowed: readonly unknown[] = [Object, Array, Date, Leaf, Branch, Flat].map(
    ({ prototype }) => prototype as unknown,
  )
  expect(allowed).to.include(Object.getPrototypeOf(value))
  for (const member of Object.values(value)) assertClean(member)
}
