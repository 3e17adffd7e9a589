import { expect } from 'chai'

import { ask, Search } from './body-handlers.test.support.js'

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
