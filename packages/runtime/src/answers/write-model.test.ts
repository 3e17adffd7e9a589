import { expect } from 'chai'
import { Exclude, Expose, instanceToPlain, Transform, Type } from 'class-transformer'
import fc from 'fast-check'

import { copyAs } from './model-copy.js'
import { toPlainAs } from './write-model.js'

@Exclude()
class Leaf {
  @Expose()
  shown: unknown

  @Exclude()
  hidden: unknown

  @Expose({ name: 'renamed' })
  other: unknown

  @Expose({ groups: ['staff'] })
  staff: unknown

  @Transform(({ value }) => [value, value])
  unexposed: unknown
}

class Twig {
  @Expose()
  length: unknown

  @Exclude({ toClassOnly: true })
  inOnly: unknown
}

class Bud {
  @Exclude()
  hidden: unknown

  @Expose()
  shown: unknown
}

class Branch extends Twig {
  @Type(() => Leaf)
  leaf: unknown

  @Type(() => Leaf)
  leaves: unknown

  @Type(() => Object, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { value: Bud, name: 'bud' },
        { value: Twig, name: 'twig' },
      ],
    },
  })
  either: unknown

  @Type(() => Number)
  count: unknown

  @Type(() => Date)
  when: unknown

  @Exclude({ toPlainOnly: true })
  secret: unknown

  @Transform(({ value, key }) => `${key} ${JSON.stringify(value)}`, { toPlainOnly: true })
  @Transform(({ value }) => ({ value: String(value) }), { toPlainOnly: true })
  made: unknown

  @Expose()
  get size(): string {
    return `size ${String(this.length)}`
  }

  @Transform(() => 'never', { toClassOnly: true })
  @Expose()
  untouched: unknown
}

const some = fc.constantFrom<unknown>(null, undefined, 0, 1, 'a', true)
const members = (...names: readonly string[]) =>
  Object.fromEntries([...names, 'junk'].map((name) => [name, some] as const))
const leaf = fc.record(members('shown', 'hidden', 'other', 'staff', 'unexposed'), {
  requiredKeys: [],
})
const twig = fc.record(members('length', 'inOnly'), { requiredKeys: [] })
const bud = fc.record(members('shown', 'hidden'), { requiredKeys: [] })
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const branch = fc.record(
  {
    ...members('length', 'inOnly', 'secret', 'made', 'untouched'),
    leaf: optional(leaf),
    leaves: fc.array(leaf, { maxLength: 3 }),
    either: fc.array(
      fc.oneof(
        bud.map((value) => ({ ...value, kind: 'bud' })),
        twig.map((value) => ({ ...value, kind: 'twig' })),
      ),
      { maxLength: 3 },
    ),
    count: fc.constantFrom('1', 2, null, undefined),
    when: fc.constantFrom<unknown>('2025-01-02', new Date(0), 5, null, undefined),
  },
  { requiredKeys: ['leaves', 'either'] },
)

describe('toPlainAs', () => {
  it('writes what instanceToPlain writes of an instance', () => {
    const type = { kind: 'model', model: Branch } as const
    fc.assert(
      fc.property(branch, (value) => {
        const ours: unknown = toPlainAs(copyAs(value, type, 'branch'), type)
        const theirs: unknown = instanceToPlain(copyAs(value, type, 'branch'))
        expect(asJson(ours)).to.deep.equal(asJson(theirs))
        expect(JSON.stringify(ours)).not.to.contain('junk')
      }),
      { numRuns: 500 },
    )
  })
})

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown
}
