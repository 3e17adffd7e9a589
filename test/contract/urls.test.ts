import Router from '@koa/router'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import {
  type RawAnswer,
  type RequestParts,
  rawRequest,
  toRequestBytes,
} from '../support/raw-request.js'
import { type Started, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'

class Places {
  @fastapiEndpoint({
    requiresProxyAuth: true,
    path: '/private',
    label: 'private',
    customDomains: ['Own.test'],
  })
  private() {
    return 'private'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/slashed/' })
  slashed() {
    return 'slashed'
  }

  @fastapiEndpoint({ public: true, path: '/open' })
  open() {
    return 'open'
  }

  @fastapiEndpoint({ public: true, path: '/open-slash' })
  openSlash() {
    return 'open-slash'
  }

  @fastapiEndpoint({ public: true, path: '/mixed' })
  mixed() {
    return 'mixed'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/mixed', method: 'POST' })
  mixedPost() {
    return 'mixed post'
  }

  @fastapiEndpoint({ public: true, path: '/items/:id' })
  item(id: string) {
    return id
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/items/best' })
  best() {
    return 'best'
  }
}

/** What a request comes to: without a credential, and with a good one. */
type Row = readonly [parts: RequestParts, without: number, withToken: number]

const at = (target: string, more: RequestParts = {}): RequestParts => ({ target, ...more })
const NO_HOST = { host: null } as const
const HOST = (...hosts: string[]): RequestParts => ({
  host: null,
  headers: hosts.map((host) => ['Host', host] as const),
})

const ROWS: readonly Row[] = [
  [at('/private'), 401, 200],
  [at('/private', { method: 'HEAD' }), 401, 200],
  [at('/private', { method: 'OPTIONS' }), 204, 204],
  [at('/private', { method: 'POST' }), 401, 405],
  [at('/open', { method: 'POST' }), 405, 405],
  [at('/mixed', { method: 'PUT' }), 405, 405],
  [at('/mixed', { method: 'POST' }), 401, 200],
  [at('/%70rivate'), 401, 200],
  [at('/%70%72%69%76%61%74%65'), 401, 200],
  [at('/Private'), 404, 404],
  [at('/%50rivate'), 404, 404],
  [at('/%2570rivate'), 404, 404],
  [at('/private/'), 401, 307],
  [at('/slashed'), 401, 307],
  [at('/slashed/'), 401, 200],
  [at('/open/'), 307, 307],
  [at('/private//'), 400, 400],
  [at('//private'), 400, 400],
  [at('/x/../private'), 400, 400],
  [at('/./private'), 400, 400],
  [at('/x/%2e%2E/private'), 400, 400],
  [at('/%2E/private'), 400, 400],
  [at('/private/.%2e'), 400, 400],
  [at('/private%2F'), 400, 400],
  [at('/%2fprivate'), 400, 400],
  [at('/private%5c'), 400, 400],
  [at('/\\private'), 400, 400],
  [at('/private%00'), 400, 400],
  [at('/private%'), 400, 400],
  [at('/private%4'), 400, 400],
  [at('/private%zz'), 400, 400],
  [at('/items/%ff'), 400, 400],
  [at('/private?a=/../%00//'), 401, 200],
  [at('/private#x'), 400, 400],
  [at('/items/best'), 401, 200],
  [at('/items/b%65st'), 401, 200],
  [at('/items/worst'), 200, 200],
  [at('/items/...'), 200, 200],
  [at('*', { method: 'OPTIONS' }), 400, 400],
  [at('http://localhost/private'), 401, 200],
  [at('HTTP://elsewhere.test:99/%70rivate?x'), 401, 200],
  [at('http://own.test/'), 401, 200],
  [at('http://own.test'), 401, 200],
  [at('http://own.test/private'), 404, 404],
  [at('http://user@own.test/'), 400, 400],
  [at('http:///private'), 400, 400],
  [at('ftp://localhost/private'), 400, 400],
  [at('http://localhost/private', NO_HOST), 400, 400],
  [at('/private', NO_HOST), 400, 400],
  [at('/private', { ...NO_HOST, version: '1.0' }), 401, 200],
  [at('/private', HOST('localhost', 'localhost')), 400, 400],
  [at('/private', HOST('own.test', 'localhost')), 400, 400],
  [at('/private', HOST('')), 400, 400],
  [at('/private', HOST('a b')), 400, 400],
  [at('/private', HOST('localhost:99999')), 400, 400],
  [at('/private', HOST('localhost:x')), 400, 400],
  [at('/private', HOST('localhost/x')), 400, 400],
  [at('/private', HOST('[::1]:80')), 401, 200],
  [at('/', HOST('own.test')), 401, 200],
  [at('/?x=1', HOST('OWN.TEST:8080')), 401, 200],
  [at('/', HOST('own.test.')), 401, 200],
  [at('/', HOST('own.test..')), 400, 400],
  [at('/private', HOST('own.test')), 404, 404],
  [at('/open', HOST('own.test')), 404, 404],
  [at('/health', HOST('own.test')), 404, 404],
  [at('/', { ...HOST('own.test'), method: 'DELETE' }), 401, 405],
  [at('/', HOST('local--private.example.test')), 401, 200],
  [at('/', HOST('LOCAL--PRIVATE.Example.Test.:443')), 401, 200],
  [at('/open', HOST('local--private.example.test')), 404, 404],
  [at('/', HOST('x.local--private.example.test')), 404, 404],
  [at('/', HOST('localhost')), 404, 404],
  [at('/private', HOST('anything.test')), 401, 200],
  [at('/health'), 200, 200],
  [at('/health', { method: 'HEAD' }), 200, 200],
  [at('/health', { method: 'POST' }), 405, 405],
]

for (const around of SURROUNDINGS) {
  describe(`URLs and matching, with ${around} around every route`, () => {
    let started: Started
    let token: readonly (readonly [string, string])[]

    before(async () => {
      const use = surroundedBy(around)
      started = await startRuntime({ handlers: [Places], domain: 'example.test', use })
      token = Object.entries(await started.token())
    })

    after(() => started.close())

    async function send(parts: RequestParts): Promise<RawAnswer> {
      const { answer } = await rawRequest(started.port, toRequestBytes(parts))
      if (answer === undefined) throw new Error('closed without an answer')
      return answer
    }

    for (const [parts, without, withToken] of ROWS) {
      const { method = 'GET', target, headers = [], version = '1.1' } = parts
      const hosts = headers.map(([, value]) => `'${value}'`).join(' and ')
      it(`${method} ${target} ${hosts} HTTP/${version}: ${without}, ${withToken}`, async () => {
        expect((await send(parts)).status).to.equal(without)
        const answer = await send({ ...parts, headers: [...headers, ...token] })
        expect(answer.status).to.equal(withToken)
      })
    }

    it('redirects to the other form with the query as it was sent', async () => {
      for (const [target, location] of [
        ['/private/?a=1&b=%20&c=//x', '/private?a=1&b=%20&c=//x'],
        ['/slashed', '/slashed/'],
        ['/%70rivate/', '/private'],
      ] as const) {
        const answer = await send(at(target, { headers: token }))
        expect(answer.status).to.equal(307)
        expect(answer.header('Location')).to.equal(location)
      }
    })

    it('says what is allowed where the method is wrong, and at a bare OPTIONS', async () => {
      const wrong = await send(at('/mixed', { method: 'PUT' }))
      expect(wrong.header('Allow')).to.equal('GET, HEAD, POST, OPTIONS')
      const bare = await send(at('/private', { method: 'OPTIONS' }))
      expect(bare.header('Allow')).to.equal('GET, HEAD, OPTIONS')
      expect(bare.header('WWW-Authenticate')).to.equal(undefined)
    })

    it('answers HEAD as GET, without the body', async () => {
      const [head, get] = [await send(at('/open', { method: 'HEAD' })), await send(at('/open'))]
      expect(head.header('Content-Length')).to.equal(get.header('Content-Length'))
      expect(head.header('Content-Type')).to.equal(get.header('Content-Type'))
      expect(head.body).to.equal('')
    })

    it('says why a request is not understood, and shows nothing else', async () => {
      const answer = await send(at('//private', { headers: token }))
      expect(answer.body).to.match(/^modal-http: .+\n$/)
      expect(answer.header('Cache-Control')).to.equal('no-store')
      expect(answer.header('X-Request-Id')).to.be.a('string')
    })
  })
}

describe('/health', () => {
  class OwnHealth {
    @fastapiEndpoint({ requiresProxyAuth: true, path: '/health' })
    health() {
      return 'mine'
    }
  }

  async function healthOf(options: Parameters<typeof startRuntime>[0]): Promise<RawAnswer> {
    const started = await startRuntime(options)
    try {
      const bytes = toRequestBytes({ target: '/health' })
      const { answer } = await rawRequest(started.port, bytes)
      if (answer === undefined) throw new Error('closed without an answer')
      return answer
    } finally {
      await started.close()
    }
  }

  it('says that the process answers', async () => {
    const answer = await healthOf({ handlers: [Places] })
    expect(answer.status).to.equal(200)
    expect(answer.body).to.equal('{"status":"ok"}')
    expect(answer.header('Cache-Control')).to.equal('no-store')
  })

  it('gives way to an endpoint of the user’s, and to its guard', async () => {
    expect((await healthOf({ handlers: [OwnHealth] })).status).to.equal(401)
  })

  it('gives way to a Koa router of the user’s', async () => {
    const router = new Router()
    router.get('/health', (ctx) => {
      ctx.body = 'from the router'
    })
    const answer = await healthOf({ handlers: [Places], use: [router.routes()] })
    expect(answer.status).to.equal(200)
    expect(answer.body).to.equal('from the router')
  })
})
