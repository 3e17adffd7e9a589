import { Body, type BodyOptions, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Type } from 'class-transformer'
import { IsArray, IsInt, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator'

import { binderOf, bound } from './fake-exchange.test.support.js'

class Cat {
  @IsInt()
  lives!: number
}

class Dog {
  @IsOptional()
  @IsString()
  kind?: string

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => Object, { discriminator: pets() })
  friend?: object
}

class Owner {
  @IsString()
  name!: string

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Object, { discriminator: pets() })
  pets!: object[]
}

function pets() {
  return {
    property: 'kind',
    get subTypes() {
      return [
        { value: Cat, name: 'cat' },
        { value: Dog, name: 'dog' },
      ]
    },
  }
}

class Handlers {
  @fastapiEndpoint({ method: 'POST' })
  pet(@Body({ discriminator: pets() }) pet: object) {
    return pet
  }

  @fastapiEndpoint({ method: 'POST' })
  strict(
    @Body({ discriminator: pets(), validate: { whitelist: true, forbidNonWhitelisted: true } })
    pet: object,
  ) {
    return pet
  }

  @fastapiEndpoint({ method: 'POST' })
  maybe(@Body({ discriminator: pets(), required: false }) pet: object) {
    return pet
  }

  @fastapiEndpoint({ method: 'POST' })
  many(@Body({ discriminator: pets() }) many: object[]) {
    return many
  }

  @fastapiEndpoint({ method: 'POST' })
  owner(owner: Owner) {
    return owner
  }
}

const post = { method: 'POST' } as const
const ask = async (handler: string, body: unknown) => {
  const answer = await bound(binderOf(Handlers, handler, post), { body })
  return Array.isArray(answer) ? answer : toDetails(answer)
}

/** Type and place of each failure, as they are written. */
function toDetails(answer: unknown): readonly string[] {
  const { detail } = JSON.parse(JSON.stringify(answer)) as {
    readonly detail: readonly { readonly type: string; readonly loc: readonly unknown[] }[]
  }
  return detail.map(({ type, loc }) => `${type} ${loc.join('.')}`)
}

describe('a body of one of several classes', () => {
  it('becomes an instance of the class that its tag names, with what that knows', async () => {
    const [cat] = await ask('pet', { kind: 'cat', lives: 9, bark: 'w', __proto__: { a: 1 } })
    expect(cat)
      .to.be.instanceOf(Cat)
      .and.to.deep.equal(Object.assign(new Cat(), { lives: 9 }))
  })

  it('keeps its tag where the class has a property for it', async () => {
    const [dog] = await ask('pet', { kind: 'dog' })
    expect(dog).to.be.instanceOf(Dog).and.to.have.property('kind', 'dog')
  })

  it('may be left out where it is not required', async () => {
    expect(await ask('maybe', null)).to.deep.equal([undefined])
  })

  it('is refused by a tag that says nothing, harmless or not', async () => {
    for (const kind of ['cow', '__proto__', 'constructor', 'toString', '', 1, null, {}, ['cat']]) {
      expect(await ask('pet', { kind, lives: 9 })).to.deep.equal(['union_tag_invalid body'])
    }
    expect(await ask('pet', { lives: 9 })).to.deep.equal(['union_tag_not_found body'])
    expect(await ask('pet', '{"__proto__":{"kind":"cat"},"lives":9}')).to.deep.equal([
      'union_tag_not_found body',
    ])
    expect(await ask('pet', [{ kind: 'cat' }])).to.deep.equal(['model_attributes_type body'])
  })

  it('names the class on the way to what is wrong in it', async () => {
    expect(await ask('pet', { kind: 'cat' })).to.deep.equal(['missing body.cat.lives'])
    expect(await ask('pet', { kind: 'dog', friend: { kind: 'cat', lives: 'x' } })).to.deep.equal([
      'is_int body.dog.friend.cat.lives',
    ])
  })

  it('may have its tag where unknown properties are forbidden', async () => {
    expect(await ask('strict', { kind: 'cat', lives: 9 })).to.have.lengthOf(1)
    expect(await ask('strict', { kind: 'cat', lives: 9, junk: 1 })).to.deep.equal([
      'extra_forbidden body.cat.junk',
    ])
  })
})

describe('a property of one of several classes', () => {
  it('is refused by its tag, beside what else is wrong', async () => {
    const wrong = [{ kind: 'cow' }, {}, { kind: 'cat' }, { kind: 'dog', friend: {} }]
    expect(await ask('owner', { name: 1, pets: wrong })).to.have.members([
      'is_string body.name',
      'missing body.pets.2.cat.lives',
      'union_tag_invalid body.pets.0',
      'union_tag_not_found body.pets.1',
      'union_tag_not_found body.pets.3.dog.friend',
    ])
  })

  it('is refused where it is no object at all, at which class-transformer throws', async () => {
    expect(await ask('owner', { name: 'a', pets: [null, 1, [], 'cat'] })).to.deep.equal([
      'model_attributes_type body.pets.0',
      'model_attributes_type body.pets.1',
      'model_attributes_type body.pets.2',
      'model_attributes_type body.pets.3',
    ])
  })
})

describe('a query string of one of several classes', () => {
  it('is refused at load', () => {
    class Wrong {
      @fastapiEndpoint()
      method(owner: Owner) {
        return owner
      }
    }
    const message = 'Owner.pets is a class, which a query string'
    expect(() => binderOf(Wrong, 'method')).to.throw(message)
  })
})

describe('a body that is a long array', () => {
  it('lets other requests have their turn while it is checked', async () => {
    let othersWereServed = false
    setImmediate(() => {
      othersWereServed = true
    })
    const [cats] = await ask('many', Array(1_000).fill({ kind: 'cat', lives: 9 }))
    expect(cats).to.have.lengthOf(1_000)
    expect(othersWereServed).to.equal(true)
  })
})

describe('what a body can not be', () => {
  class Bare {}
  const subTypes = [{ value: Cat, name: 'cat' }]
  const example = "Write { property: 'kind', subTypes: [{ value: Cat, name: 'cat' }] }"
  const refused: readonly (readonly [options: unknown, type: unknown, message: string])[] = [
    [{ discriminator: null }, Object, `its discriminator needs a property. ${example}`],
    [{ discriminator: { subTypes } }, Object, `its discriminator needs a property. ${example}`],
    [
      { discriminator: { property: 'kind', subTypes: [] } },
      Object,
      `its discriminator needs subTypes. ${example}`,
    ],
    [
      { discriminator: { property: 'kind', subTypes: [Cat] } },
      Object,
      `each of its subTypes needs a class and its name. ${example}`,
    ],
    [
      { discriminator: { property: 'kind', subTypes: [...subTypes, ...subTypes] } },
      Object,
      "two of its subTypes are 'cat'. Rename one",
    ],
    [
      { discriminator: { property: 'kind', subTypes: [{ value: Bare, name: 'bare' }] } },
      Object,
      'no property of Bare has a class-validator decorator',
    ],
    [
      { type: Cat, discriminator: { property: 'kind', subTypes } },
      Object,
      'it has a type and a discriminator',
    ],
    [{ min: 1, discriminator: { property: 'kind', subTypes } }, Object, 'min checks the elements'],
    [{ type: Cat, min: 1 }, Array, 'min checks the elements of a body that is an array of scalars'],
    [{ minLength: 1 }, String, 'minLength checks the elements'],
    [{ type: Number }, Number, "a whole body can't be a number"],
    [{ enum: ['a'] }, String, 'enum checks the elements'],
    [{ type: String, min: 1 }, Array, 'min and max check a number, not a string'],
    [{ enum: [] }, Array, 'its enum has no values'],
    [{}, Array, "what its array holds can't be seen"],
  ]
  for (const [options, type, message] of refused) {
    it(`is refused at load: ${message}`, () => {
      class Wrong {
        method(_body: unknown) {}
      }
      Body(options as BodyOptions)(Wrong.prototype, 'method', 0)
      Reflect.defineMetadata('design:paramtypes', [type], Wrong.prototype, 'method')
      fastapiEndpoint({ method: 'POST' })(Wrong.prototype, 'method')
      expect(() => binderOf(Wrong, 'method', post)).to.throw(
        `Wrong.method, parameter "_body": ${message}`,
      )
    })
  }

  it('is refused by the decorator where there is no such option', () => {
    class Wrong {
      method() {}
    }
    const listed = Body({ type: [Number] as never })
    expect(() => listed(Wrong.prototype, 'method', 0)).to.throw(
      'Wrong.method: type of @Body() is that of one element',
    )
    const decorate = Body({ descriminator: {} } as BodyOptions)
    expect(() => decorate(Wrong.prototype, 'method', 0)).to.throw(
      "Wrong.method: there is no option 'descriminator': use required,",
    )
  })
})
