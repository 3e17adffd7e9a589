import { Body, BodyParam, fastapiEndpoint, QueryParam, QueryParams } from '@portico/sdk'
import { expect } from 'chai'
import { Expose, Transform, Type } from 'class-transformer'
import {
  Allow,
  IsArray,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  Min,
  MinLength,
  registerDecorator,
  ValidateNested,
} from 'class-validator'
import { HttpError } from 'routing-controllers'

import { binderOf, bound, type FakeRequest } from './fake-exchange.test.support.js'

class Line {
  @IsString()
  name!: string

  @IsInt()
  @Min(1)
  count!: number
}

class Order {
  @IsEmail()
  mail!: string

  @IsOptional()
  @MinLength(3)
  note?: string

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines: Line[] = []

  @IsOptional()
  @Type(() => Number)
  weight?: number

  @Allow()
  extra?: unknown
}

class Renamed {
  @Expose({ name: 'user-name' })
  @MinLength(3)
  userName!: string
}

class Tree {
  @IsOptional()
  @ValidateNested()
  @Type(() => Tree)
  child?: Tree
}

abstract class Shape {
  @IsString()
  kind!: string
}

class Circle extends Shape {
  @Min(0)
  radius!: number
}

class Square extends Shape {
  @Min(0)
  side!: number
}

class Drawing {
  @ValidateNested({ each: true })
  @Type(() => Shape, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'circle', value: Circle },
        { name: 'square', value: Square },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  shapes!: Shape[]
}

class Slow {
  @Eventually()
  @Transform(({ value }) => value)
  name!: string
}

class Search {
  @IsInt()
  @Min(1)
  page: number = 1

  @IsOptional()
  @IsString({ each: true })
  tags?: string[]

  @IsOptional()
  @IsInt({ each: true })
  @Type(() => Number)
  ids?: number[]

  @IsOptional()
  since?: Date

  @MinLength(2)
  q!: string
}

class Handlers {
  @fastapiEndpoint({ method: 'POST' })
  order(order: Order) {
    return order
  }

  @fastapiEndpoint({ method: 'POST' })
  optional(@Body({ required: false }) order: Order, @QueryParam('n') n: number) {
    return [order, n]
  }

  @fastapiEndpoint({ method: 'POST' })
  list(@Body({ type: Line }) lines: Line[]) {
    return lines
  }

  @fastapiEndpoint({ method: 'POST' })
  strict(@Body({ validate: { whitelist: true, forbidNonWhitelisted: true } }) line: Line) {
    return line
  }

  @fastapiEndpoint({ method: 'POST' })
  unchecked(@Body({ validate: false }) body: object) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  renamed(body: Renamed) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  tree(body: Tree) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  drawing(body: Drawing) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  slow(body: Slow) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  fields(
    @BodyParam('name') name: string,
    @BodyParam('count') count: number,
    @BodyParam('ok') ok: boolean,
    @BodyParam('big') big: bigint,
    @BodyParam('when') when: Date,
    @BodyParam('line', { required: false }) line: Line,
    @BodyParam('tags', { type: String, required: false }) tags: string[],
  ) {
    return [name, count, ok, big, when, line, tags]
  }

  @fastapiEndpoint()
  search(search: Search) {
    return search
  }

  @fastapiEndpoint()
  strictSearch(
    @QueryParams({ validate: { whitelist: true, forbidNonWhitelisted: true } }) search: Search,
  ) {
    return search
  }

  @fastapiEndpoint()
  everything(@QueryParams() query: Record<string, string | string[]>) {
    return query
  }
}

const VALID = { mail: 'a@b.cd', lines: [{ name: 'x', count: 1 }] }
const NOT_A_MODEL = 'Input should be a valid dictionary or object to extract fields from'

describe('compileBinding of bodies', () => {
  it('makes instances of nested classes, with what the classes know', async () => {
    const body = { ...VALID, lines: [{ name: 'x', count: 1, no: 1 }], weight: '5', extra: { a: 1 } }
    const [order] = (await ask('order', { body })) as [Order]
    expect(order).to.be.instanceOf(Order)
    expect(order.lines[0]).to.be.instanceOf(Line)
    expect(order).to.deep.include({ mail: 'a@b.cd', weight: 5, extra: { a: 1 } })
    expect(order.lines[0]).to.have.all.keys('name', 'count')
  })

  const rows: readonly (readonly [
    sent: string,
    request: FakeRequest,
    details: readonly unknown[],
  ])[] = [
    ['no body', {}, [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }]],
    [
      'null',
      { body: 'null' },
      [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }],
    ],
    [
      'an array',
      { body: [VALID] },
      [{ type: 'model_attributes_type', loc: ['body'], msg: NOT_A_MODEL, input: [VALID] }],
    ],
    [
      'a string',
      { body: '"x"' },
      [{ type: 'model_attributes_type', loc: ['body'], msg: NOT_A_MODEL, input: 'x' }],
    ],
    [
      'an empty object',
      { body: {} },
      [{ type: 'missing', loc: ['body', 'mail'], msg: 'Field required', input: {} }],
    ],
    [
      'a wrong value',
      { body: { ...VALID, mail: 'a' } },
      [
        {
          type: 'is_email',
          loc: ['body', 'mail'],
          msg: 'mail must be an email',
          input: 'a',
        },
      ],
    ],
    [
      'wrong values inside',
      { body: { ...VALID, lines: [{ name: 'x', count: 1 }, { name: 4 }] } },
      [
        {
          type: 'is_string',
          loc: ['body', 'lines', 1, 'name'],
          msg: 'name must be a string',
          input: 4,
        },
        {
          type: 'missing',
          loc: ['body', 'lines', 1, 'count'],
          msg: 'Field required',
          input: { name: 4 },
        },
      ],
    ],
    [
      'something else than a nested object',
      { body: { ...VALID, lines: ['x'] } },
      [
        {
          type: 'nested_validation',
          loc: ['body', 'lines', 0],
          msg: 'each value in nested property lines must be either object or array',
          input: 'x',
        },
      ],
    ],
    [
      'text that is not JSON',
      { body: '{"mail":}' },
      [
        {
          type: 'json_invalid',
          loc: ['body', 8],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'Expecting value' },
        },
      ],
    ],
    [
      'bytes that are not UTF-8',
      { body: Buffer.from([0x22, 0xff, 0x22]) },
      [
        {
          type: 'json_invalid',
          loc: ['body', 0],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'The body is not UTF-8' },
        },
      ],
    ],
  ]
  for (const [sent, request, detail] of rows) {
    it(`refuses ${sent}`, async () => {
      expect(await ask('order', request)).to.deep.equal({ detail })
    })
  }

  it('tells a property by its name on the wire', async () => {
    expect(await ask('renamed', { body: { userName: 'abc' } })).to.have.nested.include({
      'detail[0].type': 'missing',
      'detail[0].loc[1]': 'user-name',
    })
    expect(await ask('renamed', { body: { 'user-name': 'ab' } })).to.have.nested.include({
      'detail[0].type': 'min_length',
      'detail[0].loc[1]': 'user-name',
      'detail[0].input': 'ab',
    })
    const [body] = (await ask('renamed', { body: { 'user-name': 'abc' } })) as [Renamed]
    expect(body.userName).to.equal('abc')
  })

  it('follows a discriminator', async () => {
    const shapes = [
      { kind: 'circle', radius: 1, side: 2 },
      { kind: 'square', side: 2 },
    ]
    const [drawing] = (await ask('drawing', { body: { shapes } })) as [Drawing]
    expect(drawing.shapes[0]).to.be.instanceOf(Circle).and.not.have.property('side')
    expect(drawing.shapes[1]).to.be.instanceOf(Square)
    expect(
      await ask('drawing', { body: { shapes: [{ kind: 'circle', radius: -1 }] } }),
    ).to.deep.nested.include({ 'detail[0].loc': ['body', 'shapes', 0, 'radius'] })
  })

  it('waits for asynchronous validators', async () => {
    expect(await ask('slow', { body: { name: 'good' } })).to.be.an('array')
    expect(await ask('slow', { body: { name: 'bad' } })).to.have.nested.include({
      'detail[0].type': 'eventually',
      'detail[0].msg': 'name is bad',
    })
  })

  it('refuses unknown properties where the class says so', async () => {
    const detail = [
      {
        type: 'extra_forbidden',
        loc: ['body', 'no'],
        msg: 'Extra inputs are not permitted',
        input: 1,
      },
    ]
    expect(await ask('strict', { body: { name: 'x', count: 1, no: 1 } })).to.deep.equal({ detail })
  })

  it('binds an array of a class', async () => {
    const [lines] = (await ask('list', { body: [{ name: 'x', count: 1 }] })) as [Line[]]
    expect(lines[0]).to.be.instanceOf(Line)
    expect(await ask('list', { body: {} })).to.have.nested.include({
      'detail[0].type': 'list_type',
      'detail[0].msg': 'Input should be a valid list',
    })
    expect(await ask('list', { body: [4] })).to.deep.equal({
      detail: [{ type: 'model_attributes_type', loc: ['body', 0], msg: NOT_A_MODEL, input: 4 }],
    })
  })

  it('leaves an optional body out, and tells what else is wrong', async () => {
    expect(await ask('optional', {})).to.deep.equal([undefined, undefined])
    const answer = await ask('optional', { search: 'n=x', body: {} })
    expect(answer).to.have.nested.include({
      'detail[0].loc[0]': 'query',
      'detail[1].loc[0]': 'body',
    })
  })

  it('takes a body that was parsed already', async () => {
    const [order] = (await ask('order', { parsedBody: VALID })) as [Order]
    expect(order).to.be.instanceOf(Order)
  })

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
    it(`answers 415 to ${type === '' ? 'no content type' : type}`, async () => {
      const headers = { 'content-type': type === '' ? [] : type }
      const asked = ask('order', { headers, body: VALID })
      const error: unknown = await asked.catch((reason: unknown) => reason)
      expect(error).to.be.instanceOf(HttpError).with.property('httpCode', 415)
    })
  }

  for (const type of [
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/problem+json',
  ]) {
    it(`takes ${type}`, async () => {
      expect(await ask('order', { headers: { 'content-type': type }, body: VALID })).to.be.an(
        'array',
      )
    })
  }

  it('binds members of the body by themselves', async () => {
    const body = { name: 'x', count: '4', ok: 'yes', big: 5, when: '2025-01-01', tags: ['a'] }
    expect(await ask('fields', { body })).to.deep.equal([
      'x',
      4,
      true,
      5n,
      new Date('2025-01-01'),
      undefined,
      ['a'],
    ])
  })

  it('says which members are wrong, in the words of pydantic', async () => {
    const body = {
      name: 4,
      count: true,
      ok: [],
      big: 1.5,
      when: 5,
      line: { count: 1 },
      tags: ['a', 4],
    }
    const { detail } = (await ask('fields', { body })) as { detail: Record<string, unknown>[] }
    expect(detail.map(({ type, loc }) => [type, loc])).to.deep.equal([
      ['string_type', ['body', 'name']],
      ['float_type', ['body', 'count']],
      ['bool_type', ['body', 'ok']],
      ['int_from_float', ['body', 'big']],
      ['datetime_type', ['body', 'when']],
      ['missing', ['body', 'line', 'name']],
      ['string_type', ['body', 'tags', 1]],
    ])
  })

  it('misses every required member where there is no object', async () => {
    for (const request of [{}, { body: [] }, { body: '"x"' }]) {
      const { detail } = (await ask('fields', request)) as { detail: Record<string, unknown>[] }
      expect(detail.map(({ type }) => type)).to.deep.equal(Array(5).fill('missing'))
    }
  })

  it('refuses a number beyond all numbers', async () => {
    const body = '{"name":"x","count":1e999,"ok":true,"big":1,"when":"2025-01-01"}'
    expect(await ask('fields', { body })).to.have.nested.include({
      'detail[0].type': 'finite_number',
    })
  })
})

describe('compileBinding of complex bodies', () => {
  const rows: readonly (readonly [what: string, body: string, taken: boolean])[] = [
    ['64 levels', '{"child":'.repeat(63) + '{}' + '}'.repeat(63), true],
    ['65 levels', '{"child":'.repeat(64) + '{}' + '}'.repeat(64), false],
    ['100,000 levels', '{"child":'.repeat(100_000) + '{}' + '}'.repeat(100_000), false],
    ['100,000 levels of arrays', '['.repeat(100_000) + ']'.repeat(100_000), false],
    ['1,000 keys', JSON.stringify(keys(1000)), true],
    ['1,001 keys', JSON.stringify(keys(1001)), false],
    ['10,000 elements', JSON.stringify({ child: undefined, list: Array(10_000).fill(0) }), true],
    ['10,001 elements', JSON.stringify({ list: Array(10_001).fill(0) }), false],
  ]
  for (const [what, body, taken] of rows) {
    it(`${taken ? 'takes' : 'refuses'} ${what}`, async () => {
      const answer = await ask('tree', { body })
      if (taken) expect(answer).to.be.an('array')
      else expect(answer).to.have.nested.include({ 'detail[0].type': 'too_complex' })
    })
  }

  it('says nothing of a complex body back, but the limit', async () => {
    expect(await ask('tree', { body: '['.repeat(70) + ']'.repeat(70) })).to.deep.equal({
      detail: [
        {
          type: 'too_complex',
          loc: ['body'],
          msg: 'Input is too complex: it may have nested at most 64 levels deep',
          input: null,
        },
      ],
    })
  })

  it('takes other limits', async () => {
    const binder = binderOf(Handlers, 'tree', {
      method: 'POST',
      maxDepth: 1,
      maxKeys: 1,
      maxItems: 1,
    })
    expect(await bound(binder, { body: {} })).to.be.an('array')
    for (const body of [{ child: {} }, { a: 1, b: 2 }]) {
      expect(await bound(binder, { body })).to.have.nested.include({
        'detail[0].type': 'too_complex',
      })
    }
  })

  it('lets no name reach an object that means something to JavaScript', async () => {
    const evil =
      '{"__proto__":{"a":1},"constructor":{"prototype":{"b":1}},"prototype":1,"c":[{"__proto__":1}]}'
    const [unchecked] = (await ask('unchecked', { body: evil })) as [object]
    expect(Object.keys(unchecked)).to.deep.equal(['c'])
    expect(unchecked).to.deep.equal({ c: [{}] })
    const [order] = (await ask('order', {
      body: `{"mail":"a@b.cd","extra":${evil},"__proto__":{"lines":1}}`,
    })) as [Order]
    expect(order.extra).to.deep.equal({ c: [{}] })
    expect(Object.getPrototypeOf(order)).to.equal(Order.prototype)
  })

  it('is not upset by an object where a number is transformed', async () => {
    const body = { ...VALID, weight: { valueOf: 1, toString: 1 } }
    const [order] = (await ask('order', { body })) as [Order]
    expect(order.weight).to.be.NaN
  })

  it('tells at most 100 failures', async () => {
    const lines = Array(1000).fill({})
    const { detail } = (await ask('order', { body: { ...VALID, lines } })) as { detail: unknown[] }
    expect(detail).to.have.lengthOf(100)
  })
})

describe('compileBinding of query objects', () => {
  it('converts each property by its type', async () => {
    const search = 'page=2&tags=a&tags=b&ids=1&since=2025-01-01&q=ab&unknown=1'
    const [query] = (await ask('search', { search })) as [Search]
    expect(query).to.be.instanceOf(Search)
    expect(query).to.deep.include({
      page: 2,
      tags: ['a', 'b'],
      ids: [1],
      since: new Date('2025-01-01'),
      q: 'ab',
    })
    expect(query).not.to.have.property('unknown')
  })

  it('says what can not be converted, and what is wrong besides', async () => {
    const { detail } = (await ask('search', { search: 'page=x&ids=1&ids=b&since=now' })) as {
      detail: Record<string, unknown>[]
    }
    expect(detail.map(({ type, loc }) => [type, loc])).to.have.deep.members([
      ['float_parsing', ['query', 'page']],
      ['float_parsing', ['query', 'ids', 1]],
      ['datetime_from_date_parsing', ['query', 'since']],
      ['missing', ['query', 'q']],
    ])
  })

  it('refuses unknown names where the class says so', async () => {
    expect(await ask('strictSearch', { search: 'q=ab&no=1' })).to.have.nested.include({
      'detail[0].type': 'extra_forbidden',
      'detail[0].loc[1]': 'no',
    })
  })

  it('gives all of a query as an object without a prototype', async () => {
    const [query] = (await ask('everything', {
      search: 'a=1&b=1&b=2&__proto__=x&constructor=y',
    })) as [object]
    expect(Object.getPrototypeOf(query)).to.equal(null)
    expect(Object.entries(query)).to.deep.equal([
      ['a', '1'],
      ['b', ['1', '2']],
    ])
  })
})

function Eventually(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'eventually',
      async: true,
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value) => Promise.resolve(value === 'good'),
        defaultMessage: () => '$property is $value',
      },
    })
  }
}

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
}

function ask(handler: string, request: FakeRequest): Promise<unknown> {
  const method = /search|everything/i.test(handler) ? 'GET' : 'POST'
  return bound(binderOf(Handlers, handler, { method }), request)
}
