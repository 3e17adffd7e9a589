import { expect } from 'chai'

import { ask, Order, VALID } from './body-handlers.test.support.js'

describe('compileBinding of complex bodies', () => {
  const rows: readonly (readonly [what: string, body: string, taken: boolean])[] = [
    ['64 levels', '{"child":'.repeat(63) + '{}' + '}'.repeat(63), true],
    ['65 levels', '{"child":'.repeat(64) + '{}' + '}'.repeat(64), false],
    ['100,000 levels', '{"child":'.repeat(100_000) + '{}' + '}'.repeat(100_000), false],
    ['100,000 levels of arrays', '['.repeat(100_000) + ']'.repeat(100_000), false],
    ['a million brackets that nothing closes', '['.repeat(1_000_000), false],
    ['1,000 keys', JSON.stringify(keys(1000)), true],
    ['1,001 keys', JSON.stringify(keys(1001)), false],
    ['10,000 elements', JSON.stringify({ child: undefined, list: Array(10_000).fill(0) }), true],
    ['10,001 elements', JSON.stringify({ list: Array(10_001).fill(0) }), false],
    ['10,000 models', JSON.stringify({ child: nested(10_000) }), true],
    ['10,001 models', JSON.stringify({ child: nested(10_001) }), false],
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
    const limits = { maxDepth: 1, maxKeys: 1, maxItems: 1 }
    expect(await ask('tree', { body: {} }, limits)).to.be.an('array')
    for (const body of [{ child: {} }, { a: 1, b: 2 }]) {
      expect(await ask('tree', { body }, limits)).to.have.nested.include({
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

  it('lets no infinite number in, however it is written', async () => {
    expect(await ask('order', { body: '{"mail":"a@b.cd","weight":1e999}' })).to.deep.equal({
      detail: [
        {
          type: 'finite_number',
          loc: ['body', 'weight'],
          msg: 'Input should be a finite number',
          input: null,
        },
      ],
    })
  })

  it('tells at most 100 failures', async () => {
    const lines = Array.from({ length: 1000 }, () => ({}))
    const { detail } = (await ask('order', { body: { ...VALID, lines } })) as { detail: unknown[] }
    expect(detail).to.have.lengthOf(100)
  })
})

describe('compileBinding of bodies with very many failures', () => {
  it('tells 100 of them, however many there are', async () => {
    const infinite = `[${Array(20)
      .fill(`[${Array(10_000).fill('1e999').join()}]`)
      .join()}]`
    const body = `{"mail":"a@b.cd","extra":${infinite}}`
    const { detail } = (await ask('order', { body })) as { detail: { type: string }[] }
    expect(detail.map(({ type }) => type)).to.deep.equal(Array(100).fill('finite_number'))
  })

  it('tells of a text that validators would throw at, behind any number of unknown fields', async () => {
    const unknown = keys(900)
    const { detail } = (await ask('strict', {
      body: `${JSON.stringify(unknown).slice(0, -1)},"name":"\\ud800"}`,
    })) as { detail: { type: string }[] }
    expect(detail[0]).to.include({ type: 'string_unicode' })
  })

  it('sends inputs back up to 64 Ki characters in all', async () => {
    const [large, small] = ['x'.repeat(60_000), 'y'.repeat(1_000)]
    const body = { note: small, extra: large, lines: [{ name: small }, {}] }
    const { detail } = (await ask('order', { body })) as { detail: { input: unknown }[] }
    const [mail, ...others] = detail.map(({ input }) => input)
    expect(mail).to.deep.equal(body)
    expect(others).to.deep.equal([{ name: small }, {}, {}])

    const answer = (await ask('order', {
      body: { ...body, extra: large.repeat(2) },
    })) as object
    expect(JSON.stringify(answer).length).to.be.below(5_000)
  })
})

/** So many models in two lists, since one array may not have more than 10,000 elements. */
function nested(count: number): object[] {
  const half = Math.floor(count / 2)
  const listOf = (models: number) => ({ child: Array.from({ length: models - 1 }, () => ({})) })
  return [listOf(half), listOf(count - half)]
}

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
}
