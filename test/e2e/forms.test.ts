import { fastapiEndpoint, Form, FormField } from '@portico/sdk'
import { expect } from 'chai'
import { IsNumber, IsOptional, IsString } from 'class-validator'
import type { Middleware } from 'koa'

import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

class OrderForm {
  @IsString()
  item!: string

  @IsNumber()
  count!: number

  @IsOptional()
  @IsString()
  note?: string
}

class Shop {
  @fastapiEndpoint({ method: 'POST', path: '/order', maxBodyBytes: 200_000 })
  order(@Form() order: OrderForm) {
    return { made: order instanceof OrderForm, order }
  }

  @fastapiEndpoint({ method: 'POST', path: '/maybe' })
  maybe(@Form({ type: OrderForm, required: false }) order: OrderForm | undefined) {
    return order === undefined
  }

  @fastapiEndpoint({ method: 'POST', path: '/login', maxBodyBytes: 100 })
  login(@FormField('name') name: string, @FormField('role', { enum: ['a', 'b'] }) role = 'a') {
    return [name, role]
  }

  @fastapiEndpoint({ method: 'POST', path: '/both' })
  both(@Form() order: OrderForm, @FormField('tag', { isArray: true }) tags: string[]) {
    return [order.item, ...tags]
  }

  @fastapiEndpoint({ method: 'POST', path: '/json' })
  json(order: OrderForm) {
    return order.item
  }
}

const FORM = 'application/x-www-form-urlencoded'

for (const way of WAYS_IN) {
  describe(`forms (${way})`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Shop], way })
    })

    after(() => started.close())

    it('gives a form as an instance of its class, and single fields', async () => {
      const order = { item: 'tea', count: 2 }
      const sent = new URLSearchParams({ item: 'tea', count: '2', more: 'x' })
      expect(await json('/order', sent)).to.deep.equal({ made: true, order })
      expect(await json('/login', new URLSearchParams({ name: 'ä&=+' }))).to.deep.equal([
        'ä&=+',
        'a',
      ])
      expect(await json('/both', 'item=a&count=1&tag=b&tag=c')).to.deep.equal(['a', 'b', 'c'])
    })

    it('takes no body for an empty form', async () => {
      expect(await json('/maybe', undefined)).to.equal(true)
      const { detail } = (await json('/login', undefined)) as Refused
      expect(detail.map(({ type, loc }) => [type, loc])).to.deep.equal([
        ['missing', ['body', 'name']],
      ])
    })

    it('refuses what is not a form, or not in UTF-8', async () => {
      for (const type of ['application/json', 'text/plain', `${FORM}; charset=latin1`, 'x', '']) {
        expect((await post('/login', Buffer.from('name=a'), type)).status, type).to.equal(415)
      }
      expect((await post('/login', 'name=a', `${FORM};charset=UTF-8`)).status).to.equal(200)
    })

    it('takes no form where JSON is asked for', async () => {
      expect((await post('/json', 'item=a&count=1')).status).to.equal(415)
    })

    it('refuses a form that is too large, or has too many fields', async () => {
      expect((await post('/login', `name=${'a'.repeat(96)}`)).status).to.equal(413)
      for (const body of [
        Array.from({ length: 1_001 }, (_, index) => `k${index}=`).join('&'),
        'item=a&'.repeat(10_001),
        '&'.repeat(199_999),
      ]) {
        const { detail } = (await json('/order', body)) as Refused
        expect(detail.map(({ type }) => type)).to.deep.equal(['too_complex'])
      }
    })

    it('lets no name mean anything but itself', async () => {
      const body = '__proto__=1&constructor=2&item=a&count=1&__proto__[note]=x'
      const order = { item: 'a', count: 1 }
      expect(await json('/order', body)).to.deep.equal({ made: true, order })
    })

    async function json(path: string, body: Sendable | undefined): Promise<unknown> {
      return (await post(path, body)).json()
    }

    function post(path: string, body: Sendable | undefined, type = FORM) {
      const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type }
      return fetch(`${started.origin}${path}`, { method: 'POST', ...(body && { body }), headers })
    }
  })
}

type Sendable = string | Buffer | URLSearchParams

interface Refused {
  readonly detail: readonly { readonly type: string; readonly loc: readonly unknown[] }[]
}

describe('forms behind a form parser of the application', () => {
  /** As parsers of Koa do; some keep the text, too. */
  const parser = (keepsText: boolean): Middleware =>
    async function parse(ctx, next) {
      const chunks: Buffer[] = []
      for await (const chunk of ctx.req) chunks.push(Buffer.from(chunk))
      const rawBody = Buffer.concat(chunks).toString()
      const body: Record<string, string | string[]> = {}
      for (const name of new URLSearchParams(rawBody).keys()) {
        const values = new URLSearchParams(rawBody).getAll(name)
        body[name] = values.length > 1 ? values : (values[0] ?? '')
      }
      Object.assign(ctx.request, keepsText ? { body, rawBody } : { body })
      await next()
    }

  for (const keepsText of [true, false]) {
    it(`are taken from what it ${keepsText ? 'read' : 'made'}`, async () => {
      const before = [parser(keepsText)]
      const started = await startRuntime({ handlers: [Shop], way: 'koa app', before })
      try {
        const send = (path: string, type: string) =>
          fetch(`${started.origin}${path}`, {
            method: 'POST',
            body: 'item=a&count=4&tag=b&tag=c',
            headers: { 'content-type': type },
          })
        expect(await (await send('/both', FORM)).json()).to.deep.equal(['a', 'b', 'c'])
        expect((await send('/both', 'text/plain')).status).to.equal(415)
        expect((await send('/json', FORM)).status).to.equal(415)
      } finally {
        await started.close()
      }
    })
  }
})
