import { expect } from 'chai'
import { HttpError } from 'routing-controllers'

import {
  ask,
  Circle,
  Line,
  Order,
  type Drawing,
  type Renamed,
  Square,
  VALID,
} from './body-handlers.test.support.js'
import type { FakeRequest } from './fake-exchange.test.support.js'

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
      'an object where a list belongs, without looking into it',
      { body: { ...VALID, lines: { name: 4 } } },
      [
        {
          type: 'is_array',
          loc: ['body', 'lines'],
          msg: 'lines must be an array',
          input: { name: 4 },
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
    const refused = await ask('drawing', { body: { shapes: [{ kind: 'circle', radius: -1 }] } })
    expect(JSON.stringify(refused)).to.contain('"loc":["body","shapes",0,"circle","radius"]')
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

  it('tells a fraction from digits that a JSON number has lost', async () => {
    const body = { name: 'x', count: 1, ok: true, when: '2025-01-01' }
    expect(await ask('fields', { body: { ...body, big: 1.5 } })).to.have.nested.include({
      'detail[0].msg': 'Input should be a valid integer, got a number with a fractional part',
    })
    expect(await ask('fields', { body: { ...body, big: 2 ** 53 } })).to.have.nested.include({
      'detail[0].msg':
        'Input should be a valid integer, got digits that a JSON number does not keep; send it as a string',
    })
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
