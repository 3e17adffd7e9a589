import {
  CallerToken,
  CookieParams,
  Ctx,
  fastapiEndpoint,
  HeaderParams,
  Params,
  Req,
  Res,
  State,
} from '@portico/sdk'
import { expect } from 'chai'

import { binderOf, bound, type FakeRequest } from './fake-exchange.test.support.js'

class Handlers {
  @fastapiEndpoint()
  caller(@CallerToken() caller: unknown) {
    return caller
  }

  @fastapiEndpoint()
  koa(@Ctx() ctx: unknown, @Req() request: unknown, @Res() response: unknown) {
    return [ctx, request, response]
  }

  @fastapiEndpoint()
  state(@State() state: unknown, @State('user') user: unknown, @State('toString') none: unknown) {
    return [state, user, none]
  }

  @fastapiEndpoint()
  whole(
    @Params() params: Record<string, string>,
    @HeaderParams() headers: Record<string, string>,
    @CookieParams() cookies: Record<string, string>,
  ) {
    return [params, headers, cookies]
  }

  @fastapiEndpoint()
  nothing() {
    return undefined
  }
}

describe('compileBinding of what the runtime has at hand', () => {
  it('tells who called, and nobody on an open route', async () => {
    const principal = { scheme: 'proxy', id: 'wk-1' }
    const caller = { id: 'wk-1', name: '', environment: 'main' }
    expect(await ask('caller', { principal })).to.deep.equal([caller])
    expect(await ask('caller', {})).to.deep.equal([undefined])
  })

  it("gives Koa's context, its request and its response", async () => {
    const ctx = { request: { a: 1 }, response: { b: 1 } }
    expect(await ask('koa', { ctx })).to.deep.equal([ctx, ctx.request, ctx.response])
  })

  it('gives the state, or an own member of it', async () => {
    const state = { user: 'ann' }
    expect(await ask('state', { ctx: { state } })).to.deep.equal([state, 'ann', undefined])
  })

  it('gives all path parameters, headers and cookies', async () => {
    const headers = { cookie: 'a=1' }
    expect(await ask('whole', { params: { id: '1' }, headers })).to.deep.equal([
      { id: '1' },
      headers,
      Object.assign(Object.create(null), { a: '1' }),
    ])
  })

  it('asks nothing of a request where there are no parameters', async () => {
    expect(await ask('nothing', {})).to.deep.equal([])
  })
})

function ask(handler: string, request: FakeRequest): Promise<unknown> {
  return bound(binderOf(Handlers, handler), request)
}
