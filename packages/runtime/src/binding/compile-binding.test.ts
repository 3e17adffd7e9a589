import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Type } from 'class-transformer'
import {
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator'

import { binderOf, bound, fakeExchange, type FakeRequest } from './fake-exchange.test.support.js'

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

  @ValidateNested({ each: true })
  @Type(() => Line)
  lines: Line[] = []
}

class Handlers {
  @fastapiEndpoint()
  get(id: number, q: string, limit = 10, flag = false, when = new Date(0), big = 1n) {
    return [id, q, limit, flag, when, big]
  }

  @fastapiEndpoint({ method: 'POST' })
  create(order: Order) {
    return order
  }
}

const create = binderOf(Handlers, 'create', { method: 'POST' })
const get = binderOf(Handlers, 'get', { pathParams: ['id'] })

describe('compileBinding', () => {
  const params = { id: '7' }

  it('binds inferred scalars of path and query without a promise', () => {
    const values = get(exchangeOf({ params, search: 'q=a+b&limit=4' }))
    expect(values).to.deep.equal([7, 'a b', 4, undefined, undefined, undefined])
  })

  it('tells everything that is wrong, path first', async () => {
    const search = 'limit=4a&flag=maybe&when=2025-02-30&big=1.5'
    const answer = await bound(get, { params: { id: 'x' }, search })
    expect(answer).to.have.property('detail').with.lengthOf(6)
  })

  it('makes an instance of a validated body', async () => {
    const body = { mail: 'a@b.cd', lines: [{ name: 'x', count: 1, other: 1 }], unknown: 1 }
    const [order] = (await bound(create, { body })) as [Order]
    expect(order).to.be.instanceOf(Order)
    expect(order.lines[0]).to.be.instanceOf(Line)
    expect(order).to.deep.equal(
      Object.assign(new Order(), {
        mail: 'a@b.cd',
        lines: [Object.assign(new Line(), { name: 'x', count: 1 })],
      }),
    )
  })

  it('says where in a body something is wrong', async () => {
    const body = { mail: 'a', note: 'x', lines: [{ name: 4 }] }
    expect(await bound(create, { body }))
      .to.have.property('detail')
      .with.lengthOf(4)
  })
})

function exchangeOf(request: FakeRequest) {
  return fakeExchange(request)
}
