import { gzipSync } from 'node:zlib'

import { CallerToken, type ControllersOptions, type HandlerClass } from '@portico/sdk'
import { expect } from 'chai'
import type { Context, Next } from 'koa'
import inject, { type InjectOptions } from 'light-my-request'
import {
  type Action,
  Authorized,
  Body,
  Get,
  HttpError,
  Interceptor,
  JsonController,
  Middleware,
  Param,
  Post,
} from 'routing-controllers'

import { ValidationError } from '../binding/validation-error.js'
import { controllerInstance, isController } from './controller-instance.js'
import { type ExchangeFacts, exchangeApp } from './exchange-app.test.support.js'
import { readControllers } from './read-controllers.js'

@Middleware({ type: 'before' })
class Before {
  use(ctx: Context, next: Next) {
    ctx.set('x-before', 'yes')
    return next()
  }
}

@Middleware({ type: 'after' })
class After {
  use(ctx: Context, next: Next) {
    ctx.set('x-after', 'yes')
    return next()
  }
}

@Interceptor()
class Wrap {
  intercept(_action: Action, result: unknown) {
    return { wrapped: result }
  }
}

@JsonController()
class Notes {
  greeting = 'new'
  @Get('/greeting') greet() {
    return this.greeting
  }
  @Get('/hello') hello() {
    return { hello: 'world' }
  }
  @Post('/text') text(@Body() text: string) {
    return { text }
  }
  @Post('/any') any(@Body() body: object) {
    return body
  }
  @Authorized() @Post('/guarded') guarded(@Body() body: object) {
    return body
  }
  @Get('/who/:id') who(@CallerToken() caller: unknown, @Param('id') id: string) {
    return { caller, id }
  }
  @Get('/nested') nested() {
    const cause = { toJSON: () => ({ message: 'm', stack: new Error('inner').stack }) }
    throw Object.assign(new HttpError(400, 'outer'), { cause, list: [cause] })
  }
}

const NONE = { middlewares: [], interceptors: [], authorizationChecker: () => false }

describe('a controller action', () => {
  it('reads no body before @Authorized() has admitted', async () => {
    let reads = 0
    const facts = { onBodyRead: () => void (reads += 1) }
    const request = json('/guarded', '{"a":1}')
    expect((await call(request, NONE, facts)).status).to.equal(401)
    expect(reads).to.equal(0)
    const admitting = { ...NONE, authorizationChecker: async () => true }
    expect((await call(request, admitting, facts)).body).to.equal('{"a":1}')
    expect(reads).to.equal(1)
  })

  it('refuses a body over the limit, also one that only grows when unpacked', async () => {
    const options = { ...NONE, maxBodyBytes: 1000 }
    const bomb = gzipSync(JSON.stringify({ a: 'x'.repeat(2000) }))
    const packed = json('/any', bomb, { 'content-encoding': 'gzip' })
    expect((await call(packed, options)).status).to.equal(413)
    expect((await call(packed, NONE)).status).to.equal(200)
    expect((await call(json('/any', '{}', { 'content-encoding': 'rot13' }), NONE)).status).to.equal(
      415,
    )
    expect(
      (await call(json('/any', 'no gzip', { 'content-encoding': 'gzip' }), NONE)).status,
    ).to.equal(400)
  })

  const keys = Array.from({ length: 1001 }, (_, index) => [`k${index}`, 1])
  const complex: readonly (readonly [string, InjectOptions])[] = [
    ['too many keys', json('/any', JSON.stringify(Object.fromEntries(keys)))],
    ['a million brackets that nothing closes', json('/any', '['.repeat(1_000_000))],
    [
      'a million brackets, packed',
      json('/any', gzipSync('['.repeat(1_000_000)), { 'content-encoding': 'gzip' }),
    ],
    ['a form with a key of a million brackets', form('/any', `a=1&${'['.repeat(1_000_000)}`)],
    ['a form whose key goes on behind a "="', form('/any', `a=${'['.repeat(1_000_000)}]=1`)],
  ]
  for (const [what, request] of complex) {
    it(`leaves a body with ${what} to the server to answer`, async () => {
      const rejections: unknown[] = []
      const facts = { onRejection: (error: unknown) => void rejections.push(error) }
      await call(request, NONE, facts)
      expect(rejections).to.have.lengthOf(1)
      expect(rejections[0]).to.be.instanceOf(ValidationError)
    })
  }

  it('takes a form with a long value', async () => {
    const { body } = await call(form('/any', `a=${'['.repeat(20_000)}`), NONE)
    expect(body).to.equal(JSON.stringify({ a: '['.repeat(20_000) }))
  })

  it('runs on the object that the container has', async () => {
    const instance = controllerInstance(Notes)
    expect(instance).to.be.instanceOf(Notes)
    Object.assign(instance ?? {}, { greeting: 'entered' })
    expect((await call({ method: 'GET', url: '/greeting' }, NONE)).body).to.equal('entered')
    expect(isController(Notes)).to.equal(true)
    expect(isController(Before)).to.equal(false)
  })

  it('takes a body that a parser before it has read', async () => {
    const { body } = await call(json('/any', '{"a":1}'), NONE, { parsedBody: { already: 'read' } })
    expect(body).to.equal('{"already":"read"}')
  })

  it('gives a text body to an action that takes a string', async () => {
    const request = { method: 'POST', url: '/text', payload: 'plain', headers: TEXT } as const
    expect((await call(request, NONE)).body).to.equal('{"text":"plain"}')
    expect((await call({ ...request, url: '/any' }, NONE)).body).to.equal('{}')
  })

  it('gets the caller beside parameters of routing-controllers', async () => {
    const principal = { scheme: 'proxy', id: 'wk-1', name: 'ci' }
    const request = { method: 'GET', url: '/who/7' } as const
    expect((await call(request, NONE, { principal })).body).to.equal(
      '{"caller":{"id":"wk-1","name":"ci","environment":"main"},"id":"7"}',
    )
    expect((await call(request, NONE)).body).to.equal('{"id":"7"}')
  })

  it('sends no stack trace, of whatever error and environment', async () => {
    const { status, body } = await call({ method: 'GET', url: '/nested' }, NONE)
    expect(status).to.equal(400)
    expect(JSON.parse(body)).to.deep.equal({
      name: 'HttpError',
      message: 'outer',
      cause: { message: 'm' },
      list: [{ message: 'm' }],
    })
  })

  it('runs the global middleware and interceptors that are given, and by default all', async () => {
    const { middlewares: _m, interceptors: _i, ...rest } = NONE
    const request = { method: 'GET', url: '/hello' } as const
    expect(await call(request, NONE)).to.include({ body: '{"hello":"world"}', before: undefined })
    expect(await call(request, rest)).to.include({ before: 'yes', after: 'yes' })
    expect(await call(request, { ...NONE, interceptors: [Wrap] })).to.include({
      body: '{"wrapped":{"hello":"world"}}',
      before: undefined,
    })
    expect(await call(request, { ...NONE, middlewares: [Before] })).to.include({
      before: 'yes',
      after: undefined,
    })
    expect(await call(request, { ...NONE, middlewares: [After] })).to.include({ after: 'yes' })
  })
})

const TEXT = { 'content-type': 'text/plain' }

function json(url: string, payload: string | Buffer, more: Record<string, string> = {}) {
  const headers = { 'content-type': 'application/json', ...more }
  return { method: 'POST', url, payload, headers } satisfies InjectOptions
}

function form(url: string, payload: string) {
  return json(url, payload, { 'content-type': 'application/x-www-form-urlencoded' })
}

async function call(request: InjectOptions, options: ControllersOptions, facts?: ExchangeFacts) {
  const classes: readonly HandlerClass[] = [Notes]
  const app = exchangeApp(readControllers(classes, options), facts)
  const { statusCode, payload, headers } = await inject(app.callback(), request)
  const { 'x-before': before, 'x-after': after } = headers
  return { status: statusCode, body: payload, before, after }
}
