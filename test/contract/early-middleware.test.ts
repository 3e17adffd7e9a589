import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import type { Context, Next } from 'koa'

import { rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, type StartOptions, WAYS_IN, startRuntime } from '../support/start-runtime.js'

let calls: string[] = []

class Vault {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/vault/:box' })
  vault(box: string, q = '') {
    calls.push('vault')
    return [box, q]
  }

  @fastapiEndpoint({ public: true, path: '/open' })
  open() {
    calls.push('open')
    return 'open'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/only-post', method: 'POST' })
  post() {
    return 'posted'
  }
}

type Early = (ctx: Context, next: Next) => unknown

for (const way of WAYS_IN) {
  describe(`Middleware before the guards, through ${way}`, () => {
    let started: Started
    let early: Early = (_ctx, next) => next()
    const behind: unknown[] = []

    const use: StartOptions['use'] = [
      (ctx, next) => {
        behind.push({ principal: ctx.state['principal'], headers: { ...ctx.headers } })
        return next()
      },
      { use: (ctx, next) => early(ctx, next), before: 'guards' },
    ]

    before(async () => {
      started = await startRuntime({ handlers: [Vault], way, use, failedAttemptsLimit: 1e9 })
    })

    beforeEach(() => {
      calls = []
      behind.length = 0
    })

    after(() => started.close())

    /** Sends a request and gives what came back. */
    async function get(target: string, headers: object = {}, method = 'GET') {
      const bytes = toRequestBytes({ method, target, headers: Object.entries(headers) })
      const { answer } = await rawRequest(started.port, bytes)
      return { status: answer?.status, body: answer?.body, header: answer?.header.bind(answer) }
    }

    it('runs in front of the guard, whatever stands first in the list', async () => {
      const seen: unknown[] = []
      early = (ctx, next) => {
        seen.push([ctx.get('Modal-Key'), ctx.state['principal'], behind.length])
        return next()
      }
      const token = await started.token()
      expect((await get('/vault/a?q=b', token)).body).to.equal('["a","b"]')
      expect(seen).to.deep.equal([[token['Modal-Key'], undefined, 0]])
      const [{ principal, headers }] = behind as [{ principal: object; headers: object }]
      expect(principal).to.include({ id: token['Modal-Key'] })
      expect(headers).not.to.have.any.keys('modal-key', 'modal-secret')
    })

    it('sees strangers, preflights and wrong methods, and its fields are on their answers', async () => {
      const seen: string[] = []
      early = async (ctx, next) => {
        ctx.set('X-Frame-Options', 'DENY')
        await next()
        seen.push(`${ctx.method} ${ctx.status}`)
      }
      const preflight = { Origin: 'https://a.test', 'Access-Control-Request-Method': 'GET' }
      const answers = [
        await get('/vault/a'),
        await get('/vault/a', preflight, 'OPTIONS'),
        await get('/open', {}, 'DELETE'),
        await get('/vault/a', {}, 'OPTIONS'),
        await get('/open/'),
      ]
      expect(seen).to.deep.equal(['GET 401', 'OPTIONS 204', 'DELETE 405', 'OPTIONS 204', 'GET 307'])
      for (const { header } of answers) expect(header?.('X-Frame-Options')).to.equal('DENY')
      expect(answers[0]?.body).to.equal('modal-http: missing credentials for proxy authorization\n')
      expect(answers[0]?.header?.('WWW-Authenticate')).to.equal('Bearer realm="proxy"')
      expect(answers[0]?.header?.('Cache-Control')).to.equal('no-store')
      expect(behind).to.deep.equal([])
    })

    const attempts: readonly (readonly [string, string, (token: object) => Early])[] = [
      [
        'names a principal',
        '/vault/a',
        () => withState({ principal: { scheme: 'proxy', id: 'x' } }),
      ],
      ['adds the fields of a good token', '/vault/a', (token) => withFields(token)],
      ['asks for another path', '/vault/a', () => withRequest({ url: '/open', path: '/open' })],
      ['asks for another method', '/vault/a', () => withRequest({ method: 'OPTIONS' })],
      ['asks again', '/vault/a', () => withRequest({ headers: {}, query: {}, ip: '127.0.0.1' })],
      ['ignores what comes of it', '/vault/a', () => carelessly],
    ]
    for (const [what, path, make] of attempts) {
      it(`lets no stranger in where it ${what}`, async () => {
        const token = await started.token()
        early = make(token)
        const { status } = await get(path)
        expect(status).to.equal(401)
        expect(calls).to.deep.equal([])
      })
    }

    it('leaves no credential behind the guard, wherever it has put the fields', async () => {
      early = (ctx, next) => {
        const { headers } = ctx.req
        headers.cookie = 'portico=1'
        ctx.req.rawHeaders = ['Host', 'localhost']
        return next()
      }
      const token = await started.token()
      expect((await get('/vault/a', token)).body).to.equal('["a",""]')
      const [{ headers }] = behind as [{ headers: object }]
      expect(headers).to.deep.equal({ host: 'localhost' })
    })

    it('takes nobody’s token away, nor the place that was asked for', async () => {
      early = async (ctx, next) => {
        ctx.req.rawHeaders.length = 0
        ctx.request.headers = {}
        ctx.url = '/open'
        ctx.method = 'POST'
        await next()
      }
      const { status, body } = await get('/vault/a?q=b', await started.token())
      expect({ status, body }).to.deep.equal({ status: 200, body: '["a","b"]' })
      expect(calls).to.deep.equal(['vault'])
    })

    it('may answer by itself: then neither guard nor handler is asked', async () => {
      early = (ctx) => {
        ctx.status = 418
        ctx.body = 'closed for today'
      }
      for (const path of ['/vault/a', '/open']) {
        const { status, body, header } = await get(path, await started.token())
        expect({ status, body }).to.deep.equal({ status: 418, body: 'closed for today' })
        expect(header?.('X-Request-Id')).to.match(/^[0-9a-f-]{36}$/)
      }
      expect(calls).to.deep.equal([])
    })

    it('is answered for where it throws', async () => {
      early = () => {
        throw new Error('as it happens')
      }
      const { status, body, header } = await get('/open')
      expect({ status, body }).to.deep.equal({
        status: 500,
        body: '{"detail":"Internal Server Error"}',
      })
      expect(header?.('X-Request-Id')).to.match(/^[0-9a-f-]{36}$/)
    })

    it('may not go on twice', async () => {
      early = async (_ctx, next) => {
        await next()
        await next()
      }
      expect((await get('/open')).status).to.equal(500)
      expect(calls).to.deep.equal(['open'])
    })
  })
}

describe('Middleware before the guards, where no route answers', () => {
  it('runs on our own server, and what comes behind it sees no credential', async () => {
    const seen: string[] = []
    const note = (name: string) => (ctx: Context, next: Next) => {
      seen.push(`${name} ${ctx.get('Modal-Key') !== ''}`)
      return next()
    }
    const use: StartOptions['use'] = [{ use: note('early'), before: 'guards' }, note('behind')]
    const started = await startRuntime({ handlers: [Vault], use })
    const headers = { ...(await started.token()) }
    const response = await fetch(`${started.origin}/nothing`, { headers })
    await started.close()
    expect(response.status).to.equal(404)
    expect(await response.text()).to.equal('modal-http: no endpoint at this path\n')
    expect(seen).to.deep.equal(['early true', 'behind false'])
  })
})

function withState(state: object): Early {
  return (ctx, next) => {
    Object.assign(ctx.state, state)
    return next()
  }
}

function withFields(fields: object): Early {
  return (ctx, next) => {
    for (const [name, value] of Object.entries(fields)) {
      ctx.req.headers[name.toLowerCase()] = value
      ctx.req.rawHeaders.push(name, value)
    }
    return next()
  }
}

function withRequest(changes: object): Early {
  return (ctx, next) => {
    for (const [name, value] of Object.entries(changes)) Reflect.set(ctx.request, name, value)
    return next()
  }
}

async function carelessly(_ctx: Context, next: Next): Promise<void> {
  try {
    await next()
  } catch {
    // As if nothing had happened.
  }
}
