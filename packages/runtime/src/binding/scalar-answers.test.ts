import { CookieParam, fastapiEndpoint, HeaderParam, Param, QueryParam } from '@portico/sdk'
import { expect } from 'chai'

import { binderOf, bound, type FakeRequest } from './fake-exchange.test.support.js'

enum Level {
  Low,
  High,
}

class Handlers {
  @fastapiEndpoint()
  number(x: number) {
    return x
  }

  @fastapiEndpoint()
  boolean(x: boolean) {
    return x
  }

  @fastapiEndpoint()
  bigint(x: bigint) {
    return x
  }

  @fastapiEndpoint()
  date(x: Date) {
    return x
  }

  @fastapiEndpoint()
  string(x: string) {
    return x
  }

  @fastapiEndpoint()
  optional(x = 4) {
    return x
  }

  @fastapiEndpoint({ path: '/:x' })
  path(x: number) {
    return x
  }

  @fastapiEndpoint()
  range(@QueryParam('x', { min: 1, max: 9.5 }) x: number) {
    return x
  }

  @fastapiEndpoint()
  bigRange(@QueryParam('x', { min: 1 }) x: bigint) {
    return x
  }

  @fastapiEndpoint()
  short(@QueryParam('x', { minLength: 1, maxLength: 3 }) x: string) {
    return x
  }

  @fastapiEndpoint()
  pattern(@QueryParam('x', { pattern: /^a+$/g }) x: string) {
    return x
  }

  @fastapiEndpoint()
  choice(@QueryParam('x', { enum: ['a', 'b', "it's"] }) x: string) {
    return x
  }

  @fastapiEndpoint()
  level(@QueryParam('x', { enum: Level }) x: Level) {
    return x
  }

  @fastapiEndpoint()
  list(@QueryParam('x', { isArray: true, type: Number, min: 0, required: true }) x: number[]) {
    return x
  }

  @fastapiEndpoint()
  defaultList(@QueryParam('x', { isArray: true, default: [] }) x: string[]) {
    return x
  }

  @fastapiEndpoint()
  required(@QueryParam('x', { required: true }) x: string) {
    return x
  }

  @fastapiEndpoint()
  byDefault(@QueryParam('x', { default: 3 }) x: number) {
    return x
  }

  @fastapiEndpoint()
  header(@HeaderParam('X-Count', { required: true }) x: number) {
    return x
  }

  @fastapiEndpoint()
  secretHeader(@HeaderParam('Authorization', { pattern: /^Basic / }) x: string) {
    return x
  }

  @fastapiEndpoint()
  cookie(@CookieParam('x', { required: true }) x: number) {
    return x
  }

  @fastapiEndpoint({ path: '/:x' })
  choicePath(@Param('x', { enum: ['a', 'b'] }) x: string) {
    return x
  }
}

const NUMBER = 'Input should be a valid number, unable to parse string as a number'
const INTEGER = 'Input should be a valid integer, unable to parse string as an integer'
const BOOLEAN = 'Input should be a valid boolean, unable to interpret input'
const HINT = `Field required (written "x?: string"? TypeScript doesn't emit the "?": give it a default)`

/** What is asked, and the argument that the handler gets. */
const ACCEPTED: readonly (readonly [handler: string, search: string, argument: unknown])[] = [
  ['number', 'x=4', 4],
  ['number', 'x=%2B4', 4],
  ['number', 'x=-4.50', -4.5],
  ['number', 'x=.5', 0.5],
  ['number', 'x=5.', 5],
  ['number', 'x=1e3', 1000],
  ['number', 'x=4a&x=5', 5],
  ['boolean', 'x=true', true],
  ['boolean', 'x=True', true],
  ['boolean', 'x=on', true],
  ['boolean', 'x=YES', true],
  ['boolean', 'x=1', true],
  ['boolean', 'x=0', false],
  ['boolean', 'x=off', false],
  ['boolean', 'x=no', false],
  ['bigint', 'x=123456789012345678901234567890', 123456789012345678901234567890n],
  ['bigint', 'x=-1', -1n],
  ['bigint', 'x=%2B1', 1n],
  ['date', 'x=2025-03-01', new Date('2025-03-01T00:00:00Z')],
  ['date', 'x=2024-02-29', new Date('2024-02-29T00:00:00Z')],
  ['date', 'x=2025-03-01T10:20:30Z', new Date('2025-03-01T10:20:30Z')],
  ['date', 'x=2025-03-01t10:20:30.25z', new Date('2025-03-01T10:20:30.250Z')],
  ['date', 'x=2025-03-01T10:20:30%2B02:00', new Date('2025-03-01T08:20:30Z')],
  ['string', 'x=', ''],
  ['string', 'x', ''],
  ['string', 'x=a+b%20c', 'a b c'],
  ['string', 'x=1&x=2', '2'],
  ['string', 'y=1&&x=a=b', 'a=b'],
  ['string', 'x=100%', '100%'],
  ['string', 'x=%zz%41', '%zzA'],
  ['string', 'x=%E9', '\ufffd'],
  ['string', 'x=%F0%9F%98%80', '😀'],
  ['optional', '', undefined],
  ['optional', 'x=5', 5],
  ['range', '', undefined],
  ['range', 'x=1', 1],
  ['range', 'x=9.5', 9.5],
  ['short', 'x=%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80', '😀😀😀'],
  ['pattern', 'x=aaa', 'aaa'],
  ['choice', 'x=b', 'b'],
  ['level', 'x=1', Level.High],
  ['list', 'x=1&x=2', [1, 2]],
  ['defaultList', '', []],
  ['byDefault', '', 3],
  ['byDefault', 'x=4', 4],
]

/** What is asked, and the one failure. */
const REFUSED: readonly (readonly [
  handler: string,
  search: string,
  type: string,
  msg: string,
  ctx?: object,
])[] = [
  ['number', '', 'missing', 'Field required'],
  ['number', 'x=4a', 'float_parsing', NUMBER],
  ['number', 'x=', 'float_parsing', NUMBER],
  ['number', 'x=NaN', 'float_parsing', NUMBER],
  ['number', 'x=Infinity', 'float_parsing', NUMBER],
  ['number', 'x=0x10', 'float_parsing', NUMBER],
  ['number', 'x=1_000', 'float_parsing', NUMBER],
  ['number', 'x=+4', 'float_parsing', NUMBER],
  ['number', 'x=4%0A', 'float_parsing', NUMBER],
  ['number', 'x=.', 'float_parsing', NUMBER],
  ['number', 'x=1e', 'float_parsing', NUMBER],
  ['number', 'x=%D9%A4', 'float_parsing', NUMBER],
  ['number', 'x=1e999', 'finite_number', 'Input should be a finite number'],
  ['number', 'x=-1e999', 'finite_number', 'Input should be a finite number'],
  ['boolean', '', 'missing', 'Field required'],
  ['boolean', 'x=', 'bool_parsing', BOOLEAN],
  ['boolean', 'x=2', 'bool_parsing', BOOLEAN],
  ['boolean', 'x=maybe', 'bool_parsing', BOOLEAN],
  ['boolean', 'x=truee', 'bool_parsing', BOOLEAN],
  ['bigint', 'x=1.0', 'int_parsing', INTEGER],
  ['bigint', 'x=', 'int_parsing', INTEGER],
  ['bigint', 'x=0x1', 'int_parsing', INTEGER],
  ['bigint', 'x=1n', 'int_parsing', INTEGER],
  [
    'bigint',
    `x=${'9'.repeat(4301)}`,
    'int_parsing_size',
    'Unable to parse input string as an integer, exceeded maximum size',
  ],
  ['string', '', 'missing', HINT],
  ['string', 'X=1', 'missing', HINT],
  ['optional', 'x=', 'float_parsing', NUMBER],
  [
    'range',
    'x=0.99',
    'greater_than_equal',
    'Input should be greater than or equal to 1',
    { ge: 1 },
  ],
  ['range', 'x=9.6', 'less_than_equal', 'Input should be less than or equal to 9.5', { le: 9.5 }],
  ['range', 'x=a', 'float_parsing', NUMBER],
  [
    'bigRange',
    'x=0',
    'greater_than_equal',
    'Input should be greater than or equal to 1',
    { ge: 1 },
  ],
  ['short', 'x=', 'string_too_short', 'String should have at least 1 character', { min_length: 1 }],
  [
    'short',
    'x=abcd',
    'string_too_long',
    'String should have at most 3 characters',
    { max_length: 3 },
  ],
  [
    'pattern',
    'x=ab',
    'string_pattern_mismatch',
    "String should match pattern '^a+$'",
    { pattern: '^a+$' },
  ],
  [
    'choice',
    'x=c',
    'enum',
    `Input should be 'a', 'b' or "it's"`,
    { expected: `'a', 'b' or "it's"` },
  ],
  ['level', 'x=2', 'enum', 'Input should be 0 or 1', { expected: '0 or 1' }],
  ['level', 'x=High', 'enum', 'Input should be 0 or 1', { expected: '0 or 1' }],
  ['list', '', 'missing', 'Field required'],
  ['required', '', 'missing', 'Field required'],
  ['byDefault', 'x=b', 'float_parsing', NUMBER],
]

const DATES: readonly (readonly [sent: string, reason: string])[] = [
  ['', 'input is too short'],
  ['2025', 'input is too short'],
  ['2025-1-1', 'input is too short'],
  ['abcd-01-01', 'invalid character in year'],
  ['+275760-09-13', 'invalid character in year'],
  ['2025/01/01', 'invalid date separator, expected `-`'],
  ['2025-13-01', 'month value is outside expected range of 1-12'],
  ['2025-00-01', 'month value is outside expected range of 1-12'],
  ['2025-02-30', 'day value is outside expected range'],
  ['2025-02-29', 'day value is outside expected range'],
  ['1900-02-29', 'day value is outside expected range'],
  ['2025-04-31', 'day value is outside expected range'],
  ['2025-01-00', 'day value is outside expected range'],
  ['2025-01-01T10:00:00', 'unexpected extra characters at the end of the input'],
  ['2025-01-01T10:00Z', 'unexpected extra characters at the end of the input'],
  ['2025-01-01T24:00:00Z', 'unexpected extra characters at the end of the input'],
  ['2025-01-01T10:00:60Z', 'unexpected extra characters at the end of the input'],
  ['2025-01-01T10:00:00%2B24:00', 'unexpected extra characters at the end of the input'],
  ['2025-01-01+10:00:00Z', 'unexpected extra characters at the end of the input'],
  ['2025-01-01x', 'unexpected extra characters at the end of the input'],
]

describe('compileBinding of single values', () => {
  for (const [handler, search, argument] of ACCEPTED) {
    it(`takes ?${search} as ${handler}`, async () => {
      expect(await ask(handler, { search })).to.deep.equal([argument])
    })
  }

  for (const [handler, search, type, msg, ctx] of REFUSED) {
    it(`refuses ?${search.slice(0, 20)} as ${handler} with ${type}`, async () => {
      const sent = new URLSearchParams(search).get('x')
      const detail = { type, loc: ['query', 'x'], msg, input: sent, ...(ctx && { ctx }) }
      expect(await ask(handler, { search })).to.deep.equal({ detail: [detail] })
    })
  }

  for (const [sent, error] of DATES) {
    it(`refuses ?x=${sent} as a date: ${error}`, async () => {
      expect(await ask('date', { search: `x=${sent}` })).to.have.nested.include({
        'detail[0].type': 'datetime_from_date_parsing',
        'detail[0].msg': `Input should be a valid datetime or date, ${error}`,
        'detail[0].ctx.error': error,
      })
    })
  }

  it('names the element of a list', async () => {
    const detail = [
      { type: 'float_parsing', loc: ['query', 'x', 1], msg: NUMBER, input: 'a' },
      {
        type: 'greater_than_equal',
        loc: ['query', 'x', 2],
        msg: 'Input should be greater than or equal to 0',
        input: '-1',
        ctx: { ge: 0 },
      },
    ]
    expect(await ask('list', { search: 'x=1&x=a&x=-1' })).to.deep.equal({ detail })
  })

  it('gives each request a default of its own', async () => {
    const binder = binderOf(Handlers, 'defaultList')
    const [first] = (await bound(binder, {})) as [string[]]
    first.push('changed')
    expect(await bound(binder, {})).to.deep.equal([[]])
  })

  it('gives the same answer to the same pattern again', async () => {
    const binder = binderOf(Handlers, 'pattern')
    for (let time = 0; time < 3; time += 1) {
      expect(await bound(binder, { search: 'x=aa' })).to.deep.equal(['aa'])
    }
  })

  it('binds and refuses values of the path', async () => {
    expect(await ask('path', { params: { x: '4' } })).to.deep.equal([4])
    const detail = [{ type: 'float_parsing', loc: ['path', 'x'], msg: NUMBER, input: 'four' }]
    expect(await ask('path', { params: { x: 'four' } })).to.deep.equal({ detail })
    expect(await ask('choicePath', { params: { x: 'c' } })).to.have.nested.include({
      'detail[0].type': 'enum',
      'detail[0].loc[0]': 'path',
    })
  })

  it('binds the first header of a name, in any case', async () => {
    expect(await ask('header', { headers: { 'x-count': ['1', '2'] } })).to.deep.equal([1])
    const detail = [
      { type: 'missing', loc: ['header', 'X-Count'], msg: 'Field required', input: null },
    ]
    expect(await ask('header', {})).to.deep.equal({ detail })
  })

  it('sends no credential back', async () => {
    const header = await ask('secretHeader', { headers: { authorization: 'Bearer s3cret' } })
    const cookie = await ask('cookie', { headers: { cookie: 'x=s3cret' } })
    expect(header).to.have.nested.include({ 'detail[0].type': 'string_pattern_mismatch' })
    expect(cookie).to.have.nested.include({ 'detail[0].type': 'float_parsing' })
    expect(JSON.stringify([header, cookie])).not.to.include('s3cret')
  })

  it('binds cookies, the last of a name, unquoted and decoded', async () => {
    expect(await ask('cookie', { headers: { cookie: 'a=b; x=1; x=2; broken' } })).to.deep.equal([2])
    expect(await ask('cookie', { headers: { cookie: 'x="%33"' } })).to.deep.equal([3])
    expect(await ask('cookie', { headers: { cookie: 'y=1' } })).to.have.nested.include({
      'detail[0].type': 'missing',
      'detail[0].loc[0]': 'cookie',
    })
  })
})

function ask(handler: string, request: FakeRequest): Promise<unknown> {
  const pathParams = handler === 'path' || handler === 'choicePath' ? ['x'] : []
  return bound(binderOf(Handlers, handler, { pathParams }), request)
}
