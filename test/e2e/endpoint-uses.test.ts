import {
  type Action,
  BadRequestError,
  type InterceptorInterface,
  type KoaMiddlewareInterface,
  UseAfter,
  UseBefore,
  UseInterceptor,
  fastapiEndpoint,
} from '@portico/sdk'
import { expect } from 'chai'
import type { Context, Middleware, Next } from 'koa'

import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

let events: string[] = []

/** Middleware that tells when it is entered. */
function telling(name: string): Middleware {
  return async function tell(_ctx, next) {
    events.push(name)
    await next()
    events.push(`/${name}`)
  }
}

/** An interceptor that wraps what it sees. */
function wrapping(name: string): (action: Action, result: unknown) => unknown {
  return function wrap(_action, result) {
    events.push(name)
    return { [name]: result }
  }
}

class Stamp implements KoaMiddlewareInterface {
  async use(ctx: Context, next: Next) {
    ctx.set('x-stamp', String(ctx.status))
    await next()
  }
}

class Later implements InterceptorInterface {
  async intercept({ response }: Action, result: unknown) {
    response.set('x-intercepted', 'yes')
    response.status = 202
    return result
  }
}

@UseBefore(telling('parent'))
class Parent {
  @UseBefore(telling('parent method'))
  @fastapiEndpoint()
  overridden() {
    return 'parent'
  }
}

@UseBefore(telling('class'))
@UseAfter(telling('after'))
@UseInterceptor(wrapping('classWide'))
class Layered extends Parent {
  @UseInterceptor(wrapping('first'), wrapping('second'))
  @UseBefore(telling('method 1'), telling('method 2'))
  @fastapiEndpoint({ requiresProxyAuth: true })
  layers(count: number) {
    events.push(`handler ${count}`)
    return count
  }

  @fastapiEndpoint({ public: true })
  override overridden() {
    return 'child'
  }
}

class Various {
  @UseAfter(Stamp)
  @UseInterceptor(Later)
  @fastapiEndpoint({ public: true })
  byClass() {
    return 'value'
  }

  @UseBefore((ctx: Context) => {
    ctx.status = 403
    ctx.body = 'not you'
  })
  @fastapiEndpoint({ public: true })
  stopped() {
    events.push('handler')
  }

  @UseBefore(() => {
    throw new BadRequestError('bad sign')
  })
  @fastapiEndpoint({ public: true })
  refused() {
    events.push('handler')
  }

  @UseAfter(telling('after'))
  @UseInterceptor(wrapping('interceptor'))
  @fastapiEndpoint({ public: true })
  failing() {
    throw new BadRequestError('broken')
  }
}

for (const way of WAYS_IN) {
  describe(`@UseBefore, @UseAfter and @UseInterceptor, through ${way}`, () => {
    let started: Started

    before(async () => {
      const use = [telling('global')]
      started = await startRuntime({ handlers: [Layered, Various], way, use })
    })
    beforeEach(() => {
      events = []
    })
    after(() => started.close())

    const get = async (path: string, headers: object = {}) => {
      const response = await fetch(`${started.origin}${path}`, { headers: { ...headers } })
      return { status: response.status, body: await response.text(), headers: response.headers }
    }

    it('run in the documented order: middleware, binding, handler, interceptors', async () => {
      const answer = await get('/layers?count=3', await started.token())
      expect(answer.body).to.equal('{"second":{"first":{"classWide":3}}}')
      expect(events).to.deep.equal([
        ...['global', 'parent', 'class', 'method 1', 'method 2', 'handler 3'],
        ...['classWide', 'first', 'second', 'after', '/after'],
        ...['/method 2', '/method 1', '/class', '/parent', '/global'],
      ])
    })

    it('see no stranger', async () => {
      expect(await get('/layers?count=3')).to.include({ status: 401 })
      expect(events).to.deep.equal([])
    })

    it('run before arguments are bound, and interceptors not at all where that fails', async () => {
      expect(await get('/layers?count=x', await started.token())).to.include({ status: 422 })
      expect(events).to.include('method 2').and.not.include.members(['classWide'])
    })

    it('stay around a method that a child overrides', async () => {
      await get('/overridden')
      expect(events.slice(1, 4)).to.deep.equal(['parent', 'class', 'parent method'])
    })

    it('may be classes, asynchronous, and change status and headers', async () => {
      const { status, body, headers } = await get('/by-class')
      expect({ status, body }).to.deep.equal({ status: 202, body: '"value"' })
      expect(headers.get('x-stamp')).to.equal('202')
      expect(headers.get('x-intercepted')).to.equal('yes')
    })

    it('may answer instead of the handler, or throw an answer', async () => {
      expect(await get('/stopped')).to.include({ status: 403, body: 'not you' })
      expect(await get('/refused')).to.include({ status: 400, body: '{"detail":"bad sign"}' })
      expect(events).to.not.include('handler')
    })

    it('leave a failure of the handler alone', async () => {
      expect(await get('/failing')).to.include({ status: 400, body: '{"detail":"broken"}' })
      expect(events).to.deep.equal(['global'])
    })
  })
}
