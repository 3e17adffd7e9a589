import type { HandlerClass } from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsDate,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator'
import fc from 'fast-check'

/** A model to be made: its properties by name. */
export interface RandomModel {
  readonly properties: Readonly<Record<string, RandomProperty>>
  /** The first properties are its parent's. */
  readonly inherited: number
}

interface RandomProperty {
  readonly checks: readonly Check[]
  readonly optional: boolean
  readonly inner: Inner
}

type Inner =
  | { readonly kind: 'none' }
  | { readonly kind: 'one' | 'many'; readonly model: RandomModel }
  | { readonly kind: 'union'; readonly models: readonly [RandomModel, RandomModel] }

/** Decorators by name, each with values that pass. */
const CHECKS = {
  string: { decorate: () => IsString(), likely: ['', 'a', 'abc'] },
  short: { decorate: () => Length(1, 2), likely: ['a', 'ab'] },
  email: { decorate: () => IsEmail(), likely: ['a@b.cd'] },
  int: { decorate: () => IsInt(), likely: [0, 1, -4] },
  number: { decorate: () => IsNumber(), likely: [0, 1.5] },
  small: { decorate: () => Max(1), likely: [0, 1] },
  positive: { decorate: () => Min(1), likely: [1, 2] },
  boolean: { decorate: () => IsBoolean(), likely: [true, false] },
  choice: { decorate: () => IsIn(['a', 1, null]), likely: ['a', 1, null] },
  strings: { decorate: () => IsString({ each: true }), likely: [[], ['a'], 'a'] },
  list: { decorate: () => IsArray(), likely: [[], [1, 'a']] },
  object: { decorate: () => IsObject(), likely: [{}, { a: 1 }] },
  date: { decorate: () => IsDate(), likely: ['2025-01-02', '2025-01-02T03:04:05Z'] },
} as const satisfies Record<string, { decorate: () => PropertyDecorator; likely: unknown[] }>

type Check = keyof typeof CHECKS

const names = ['a', 'b', 'c', 'd', 'e']
const junk = fc.constantFrom<unknown>(
  null,
  true,
  0,
  1,
  7.5,
  '',
  'a',
  'a@b.cd',
  {},
  [],
  [{}],
  [null],
)

/** Models of up to five properties, some inside each other. */
export const { model: randomModels } = fc.letrec<{ model: RandomModel; inner: Inner }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'models' },
    { weight: 9, arbitrary: fc.constant({ kind: 'none' } as const) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom('one', 'many'), model: tie('model') }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('union' as const),
        models: fc.tuple(tie('model'), tie('model')),
      }),
    },
  ),
  model: fc.record({
    properties: fc
      .array(
        fc.record({
          checks: fc.uniqueArray(fc.constantFrom(...(Object.keys(CHECKS) as Check[])), {
            minLength: 1,
            maxLength: 2,
          }),
          optional: fc.boolean(),
          inner: tie('inner'),
        }),
        { minLength: 1, maxLength: names.length },
      )
      .map((list) => Object.fromEntries(list.map((each, index) => [names[index] ?? '', each]))),
    inherited: fc.nat({ max: 3 }),
  }),
}))

/** Makes the class, as decorators would. */
export function toClass({ properties, inherited }: RandomModel): HandlerClass {
  class Parent {}
  class Model extends Parent {}
  for (const [index, [name, property]] of Object.entries(properties).entries()) {
    decorate((index < inherited ? Parent : Model).prototype, name, property)
  }
  return Model
}

function decorate(prototype: object, name: string, { checks, optional, inner }: RandomProperty) {
  if (optional) IsOptional()(prototype, name)
  if (inner.kind === 'none') {
    for (const check of checks) CHECKS[check].decorate()(prototype, name)
    if (checks.includes('date')) Type(() => Date)(prototype, name)
    return
  }
  ValidateNested({ each: inner.kind === 'many' })(prototype, name)
  if (inner.kind === 'many') IsArray()(prototype, name)
  if (inner.kind === 'union') {
    const subTypes = inner.models.map((each, index) => ({
      value: toClass(each),
      name: TAGS[index],
    }))
    const discriminator = {
      property: 'kind',
      subTypes: subTypes as { value: never; name: string }[],
    }
    Type(() => Object, { discriminator })(prototype, name)
  } else {
    const model = toClass(inner.model)
    Type(() => model)(prototype, name)
  }
}

const TAGS = ['first', 'second'] as const

/** Bodies that may pass as the model, or nearly; some with properties that it doesn't know. */
export function bodiesOf({ properties }: RandomModel): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.entries(properties).map(
    ([name, property]) => [name, valuesOf(property)] as const,
  )
  const requiredKeys = Object.entries(properties)
    .filter(([, { optional }]) => !optional)
    .map(([name]) => name)
  const whole: Record<string, fc.Arbitrary<unknown>> = { ...Object.fromEntries(members), junk }
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.record(whole, { requiredKeys }) },
      { weight: 1, arbitrary: fc.record(whole, { requiredKeys: [] }) },
    )
    .map((body) => ({ ...body }))
}

function valuesOf({ checks, inner }: RandomProperty): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: likelyOf(checks, inner) },
    // A union whose tag says nothing is refused, whatever class-validator makes of it.
    { weight: 1, arbitrary: inner.kind === 'union' ? fc.constantFrom(null, 1, 'a') : junk },
  )
}

function likelyOf(checks: readonly Check[], inner: Inner): fc.Arbitrary<unknown> {
  switch (inner.kind) {
    case 'none':
      return fc.constantFrom<unknown>(...checks.flatMap((check) => [...CHECKS[check].likely]))
    case 'one':
      return bodiesOf(inner.model)
    case 'many':
      return fc.array(bodiesOf(inner.model), { maxLength: 3 })
    case 'union':
      return fc.oneof(
        ...inner.models.map((each, index) =>
          bodiesOf(each).map((body) => ({ ...body, kind: TAGS[index] })),
        ),
      )
  }
}

/** What becomes of the value of a property that holds no model. */
type TakePlain = (value: unknown, property: RandomProperty) => unknown

/** What is left of a value where every model takes only what it knows: the plainest way to write it. */
export function withoutUnknown(
  value: unknown,
  { properties }: RandomModel,
  take: TakePlain = (plain) => structuredClone(plain),
): unknown {
  if (Array.isArray(value))
    return value.map((each) => withoutUnknown(each, { properties, inherited: 0 }, take))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const property = properties[name]
      return property === undefined ? [] : [[name, takeProperty(member, property, take)]]
    }),
  )
}

/** A date comes to us as a text: `new Date()` would take more. */
export const takeTextAsDate: TakePlain = (value, { checks }) => {
  const isNoDate = typeof value === 'number' || typeof value === 'boolean'
  return checks.includes('date') && isNoDate ? 'no date' : structuredClone(value)
}

function takeProperty(value: unknown, property: RandomProperty, take: TakePlain): unknown {
  const { inner } = property
  if (inner.kind === 'none') return take(value, property)
  if (inner.kind !== 'union') return withoutUnknown(value, inner.model, take)
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value
  const model = inner.models[value.kind === TAGS[0] ? 0 : 1]
  return { ...Object(withoutUnknown(value, model, take)), kind: value.kind } as unknown
}
