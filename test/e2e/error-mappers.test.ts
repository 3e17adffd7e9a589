import {
  AuthError,
  Depends,
  HttpError,
  type MappedError,
  NotFoundError,
  type Scheme,
  UseBefore,
  UseInterceptor,
  ValidationError,
  fastapiEndpoint,
  mapError,
} from '@portico/sdk'
import { expect } from 'chai'
import type { Context, Next } from 'koa'
import { pino } from 'pino'
import { Get, JsonController } from 'routing-controllers'

import { type Started, type StartOptions, WAYS_IN, startRuntime } from '../support/start-runtime.js'

class ShopError extends Error {
  readonly item = 'bread'
}
class OutOfStock extends ShopError {}
class Broken extends Error {}
class Odd extends Error {
  constructor(readonly answer: unknown) {
    super('secret words')
  }
}

const errors: Readonly<Record<string, () => unknown>> = {
  shop: () => new ShopError('secret words'),
  stock: () => new OutOfStock('secret words'),
  missing: () => new NotFoundError('no such thing'),
  broken: () => new Broken('secret words'),
  any: () => new TypeError('secret words'),
  refused: () => new AuthError('endpoint_not_allowed', 'not here'),
  text: () => 'secret words',
}

function fail(of: string): never {
  throw errors[of]?.()
}

class Dependency {
  resolve() {
    return fail('stock')
  }
}

class Shop {
  @fastapiEndpoint()
  handler(of: string) {
    return fail(of)
  }

  @fastapiEndpoint()
  odd(status = '409', body = '') {
    throw new Odd(JSON.parse(`{"status":${status}${body}}`))
  }

  @fastapiEndpoint()
  dependency(@Depends(Dependency) _value: unknown) {}

  @UseInterceptor(() => fail('stock'))
  @fastapiEndpoint()
  interceptor() {}

  @UseBefore(() => fail('stock'))
  @fastapiEndpoint()
  middleware() {}

  @fastapiEndpoint()
  typed(n: number) {
    return n
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  private() {
    return 'private'
  }

  @fastapiEndpoint({ method: 'POST', maxBodyBytes: 1 })
  small(body: Buffer) {
    return body.length
  }
}

const BYTES = { 'Content-Type': 'text/html; charset=utf-8', 'X-Shop': 'closed' }

const errorMappers = [
  mapError(ShopError, ({ item }) => ({ status: 400, detail: `trouble with ${item}` })),
  mapError(OutOfStock, ({ item }, { method, path }) => ({
    ...{ status: 409, detail: `${method} ${path}: no ${item}`, code: 'out_of_stock' },
    headers: { 'Retry-After': '60', 'X-Request-Id': 'mine' },
  })),
  mapError(ValidationError, ({ details }) => ({ status: 400, body: { wrong: details.length } })),
  mapError(Broken, () => {
    throw new NotFoundError('secret words')
  }),
  mapError(Odd, ({ answer }) => answer as MappedError), // what a mapper in JavaScript may give
  mapError(Error, () => ({ status: 503, body: '<h1>Later</h1>', headers: BYTES })),
]

for (const way of WAYS_IN) {
  describe(`Error mappers, through ${way}`, () => {
    let started: Started
    const log: string[] = []

    before(async () => {
      const logger = pino({ level: 'error' }, { write: (line: string) => void log.push(line) })
      started = await startRuntime({ handlers: [Shop], way, errorMappers, logger })
    })

    beforeEach(() => {
      log.length = 0
    })

    after(() => started.close())

    async function get(path: string, headers: Record<string, string> = {}, init: object = {}) {
      const response = await fetch(started.origin + path, { headers, ...init })
      return { status: response.status, headers: response.headers, body: await response.text() }
    }

    it('say what an error is answered with, the nearest class first', async () => {
      const shop = await get('/handler?of=shop')
      expect([shop.status, shop.body]).to.deep.equal([400, '{"detail":"trouble with bread"}'])
      const stock = await get('/handler?of=stock', { Origin: 'https://a.test' })
      expect([stock.status, stock.body]).to.deep.equal([409, '{"detail":"GET /handler: no bread"}'])
      expect(stock.headers.get('Retry-After')).to.equal('60')
      expect(stock.headers.get('X-Request-Id')).to.match(/^[0-9a-f-]{36}$/)
      expect(stock.headers.get('Access-Control-Allow-Origin')).to.equal('*')
      expect(log).to.deep.equal([])
    })

    for (const place of ['dependency', 'interceptor', 'middleware']) {
      it(`answer what a ${place} throws`, async () => {
        const { status, body } = await get(`/${place}`)
        expect([status, body]).to.deep.equal([409, `{"detail":"GET /${place}: no bread"}`])
      })
    }

    it('answer as problem+json where that is asked for', async () => {
      const { headers, body } = await get('/handler?of=stock', {
        Accept: 'application/problem+json',
      })
      expect(headers.get('Content-Type')).to.equal('application/problem+json')
      expect(JSON.parse(body)).to.deep.include({
        status: 409,
        title: 'Conflict',
        detail: 'GET /handler: no bread',
        code: 'out_of_stock',
      })
    })

    it('may take the place of a 422', async () => {
      const { status, headers, body } = await get('/typed?n=x')
      expect([status, body]).to.deep.equal([400, '{"wrong":1}'])
      expect(headers.get('Content-Type')).to.equal('application/json; charset=utf-8')
    })

    it('of Error itself get what would be a 500, which stays in the log', async () => {
      const { status, headers, body } = await get('/handler?of=any')
      expect([status, body]).to.deep.equal([503, '<h1>Later</h1>'])
      expect(headers.get('Content-Type')).to.equal(BYTES['Content-Type'])
      expect(log.join('')).to.contain('secret words')
      const missing = await get('/handler?of=missing')
      expect([missing.status, missing.body]).to.deep.equal([404, '{"detail":"no such thing"}'])
      expect((await get('/handler?of=text')).status).to.equal(500)
    })

    it('never see what a guard or the server itself refuses', async () => {
      expect((await get('/private')).status).to.equal(401)
      expect((await get('/handler?of=refused')).status).to.equal(403)
      expect((await get('/typed', {}, { method: 'DELETE' })).status).to.equal(405)
      expect((await get('/small', {}, { method: 'POST', body: 'too long' })).status).to.equal(413)
    })

    it('that throw are a 500 that tells nothing', async () => {
      const { status, body, headers } = await get('/handler?of=broken')
      expect([status, body]).to.deep.equal([500, '{"detail":"Internal Server Error"}'])
      expect(headers.get('X-Request-Id')).to.match(/^[0-9a-f-]{36}$/)
      expect(log.join('')).to.contain('the error mapper of Broken failed')
    })

    it('that give no answer are a 500, too', async () => {
      for (const status of ['"200"', '99', '600', '4.5', 'null']) {
        expect((await get(`/odd?status=${encodeURIComponent(status)}`)).status).to.equal(500)
      }
      const newline = ',"headers":{"X-Two":"a\\nb"}'
      expect((await get(`/odd?body=${encodeURIComponent(newline)}`)).status).to.equal(500)
    })

    it('may leave the words to us, and the body out', async () => {
      expect((await get('/odd')).body).to.equal('{"detail":"Conflict"}')
      expect((await get('/odd?status=204')).status).to.equal(204)
      const text = await get(`/odd?body=${encodeURIComponent(',"body":"gone"')}`)
      expect(text.body).to.equal('"gone"')
    })
  })
}

describe('Error mappers', () => {
  async function answerOf(options: StartOptions, path: string): Promise<string> {
    const started = await startRuntime(options)
    const response = await fetch(started.origin + path)
    await started.close()
    return `${response.status} ${await response.text()}`
  }

  it('of HttpError take its children, of our endpoints', async () => {
    const mapper = mapError(HttpError, ({ httpCode }) => ({ status: 400, body: httpCode }))
    const options = { handlers: [Shop], errorMappers: [mapper] }
    expect(await answerOf(options, '/handler?of=missing')).to.equal('400 404')
  })

  it('never see what a scheme throws, whose caller nobody knows', async () => {
    const failing: Scheme = {
      name: 'failing',
      challenge: 'Failing',
      authenticate: () => fail('shop'),
    }
    class Guarded {
      @fastapiEndpoint({ auth: failing })
      guarded() {
        return 'opened'
      }
    }
    const open = mapError(ShopError, () => ({ status: 200, body: 'opened' }))
    for (const use of [[], [{ use: (_ctx: Context, next: Next) => next(), before: 'guards' }]]) {
      const options = { handlers: [Guarded], errorMappers: [open], use } as StartOptions
      expect(await answerOf(options, '/guarded')).to.equal('500 {"detail":"Internal Server Error"}')
    }
  })

  it('answer for plain controllers what those have no answer for', async () => {
    @JsonController()
    class Plain {
      @Get('/plain')
      plain() {
        return fail('stock')
      }

      @Get('/gone')
      gone() {
        return fail('missing')
      }
    }
    const controllers = { middlewares: [], interceptors: [] }
    const options = { handlers: [Plain], errorMappers, controllers }
    expect(await answerOf(options, '/plain')).to.equal('409 {"detail":"GET /plain: no bread"}')
    expect(await answerOf(options, '/gone')).to.match(/^404 .*NotFoundError/)
  })

  it('see what the application’s own middleware throws where no route of ours answers', async () => {
    const use = [(_ctx: Context, _next: Next) => fail('stock')]
    const options = { handlers: [Shop], errorMappers, use }
    expect(await answerOf(options, '/own')).to.equal('409 {"detail":"GET /own: no bread"}')
  })

  it('are refused where they are none, or two of one class', async () => {
    const refusals: readonly (readonly [unknown, string])[] = [
      [[ShopError], 'errorMappers takes what mapError() makes'],
      [ShopError, 'errorMappers takes what mapError() makes'],
      [[errorMappers[0], errorMappers[0]], 'errorMappers has two for ShopError'],
    ]
    for (const [given, sentence] of refusals) {
      const options = { handlers: [Shop], errorMappers: given } as StartOptions
      const refusal = await startRuntime(options).catch((error: unknown) => String(error))
      expect(refusal).to.contain(sentence)
    }
  })
})
