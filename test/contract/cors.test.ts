import { NotFoundError, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { type RawAnswer, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'
import type { Field } from './proxy-auth/answer-row.js'

let calls = 0

class Shared {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/any' })
  any() {
    calls += 1
    return 'any'
  }

  @fastapiEndpoint({ path: '/options', method: 'OPTIONS', requiresProxyAuth: true })
  options() {
    calls += 1
    return 'options'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, cors: false, path: '/none' })
  none() {
    return 'none'
  }

  @fastapiEndpoint({
    requiresProxyAuth: true,
    cors: { origins: ['https://app.test'], credentials: true },
    path: '/some',
  })
  some() {
    return 'some'
  }

  @fastapiEndpoint({ public: true, path: '/not-found' })
  notFound() {
    throw new NotFoundError('no such thing')
  }

  @fastapiEndpoint({ public: true, path: '/fails' })
  fails() {
    throw new Error('secret reason')
  }
}

const EXPOSED = 'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Deprecation'
const ORIGIN: Field = ['Origin', 'https://app.test']
const ASKS: Field = ['Access-Control-Request-Method', 'GET']
const SETUPS = WAYS_IN.flatMap((way) => SURROUNDINGS.map((around) => ({ way, around })))

for (const { way, around } of SETUPS) {
  describe(`CORS through ${way}, with ${around} around it`, () => {
    let started: Started

    before(async () => {
      calls = 0
      const use = surroundedBy(around)
      started = await startRuntime({ handlers: [Shared], way, use })
    })

    after(() => started.close())

    async function send(
      method: string,
      target: string,
      headers: readonly Field[] = [ORIGIN],
    ): Promise<RawAnswer> {
      const bytes = toRequestBytes({ method, target, headers })
      const { answer } = await rawRequest(started.port, bytes)
      if (answer === undefined) throw new Error('closed without an answer')
      return answer
    }

    it('answers a preflight of a protected route without credentials or handler', async () => {
      for (const target of ['/any', '/options']) {
        const asks: Field = ['Access-Control-Request-Method', target === '/any' ? 'GET' : 'OPTIONS']
        const asked: Field = ['Access-Control-Request-Headers', 'modal-key,x-other']
        const answer = await send('OPTIONS', target, [ORIGIN, asks, asked])
        expect(answer.status).to.equal(204)
        expect(answer.body).to.equal('')
        expect(answer.header('Access-Control-Allow-Origin')).to.equal('*')
        expect(answer.header('Access-Control-Allow-Methods')).to.equal(asks[1])
        expect(answer.header('Access-Control-Allow-Headers')).to.equal('modal-key,x-other')
        expect(answer.header('Access-Control-Max-Age')).to.equal('600')
        expect(answer.header('Access-Control-Allow-Credentials')).to.equal(undefined)
        expect(answer.header('X-Request-Id')).to.be.a('string')
      }
      expect(calls).to.equal(0)
    })

    it('lets pages read every answer of a route: 401, 404, 405 and 500', async () => {
      const token = Object.entries(await started.token())
      const answers = [
        [200, await send('GET', '/any', [ORIGIN, ...token])],
        [401, await send('GET', '/any')],
        [401, await send('DELETE', '/any')],
        [405, await send('DELETE', '/any', [ORIGIN, ...token])],
        [405, await send('DELETE', '/fails')],
        [404, await send('GET', '/not-found')],
        [500, await send('GET', '/fails')],
        [204, await send('OPTIONS', '/any')],
      ] as const
      for (const [status, answer] of answers) {
        expect(answer.status).to.equal(status)
        expect(answer.header('Access-Control-Allow-Origin'), String(status)).to.equal('*')
        expect(answer.header('Access-Control-Expose-Headers'), String(status)).to.equal(EXPOSED)
        expect(answer.header('Access-Control-Allow-Credentials')).to.equal(undefined)
        expect(answer.body).to.not.contain('secret reason')
      }
    })

    it('says nothing where a route has none: its preflight is a bare OPTIONS', async () => {
      const preflight = await send('OPTIONS', '/none', [ORIGIN, ASKS])
      expect(preflight.status).to.equal(204)
      expect(preflight.header('Allow')).to.equal('GET, HEAD, OPTIONS')
      for (const answer of [preflight, await send('GET', '/none')]) {
        const names = answer.headers.map(([name]) => name.toLowerCase())
        expect(names.filter((name) => name.startsWith('access-control'))).to.deep.equal([])
      }
    })

    it('allows credentials to the origins that were named, and says that the origin matters', async () => {
      for (const answer of [
        await send('GET', '/some'),
        await send('OPTIONS', '/some', [ORIGIN, ASKS]),
      ]) {
        expect(answer.header('Access-Control-Allow-Origin')).to.equal('https://app.test')
        expect(answer.header('Access-Control-Allow-Credentials')).to.equal('true')
        expect(answer.header('Vary')).to.match(/\bOrigin\b/)
      }
      const others: readonly (readonly Field[])[] = [
        [['Origin', 'https://evil.test']],
        [['Origin', 'https://app.test.evil.test']],
        [['Origin', 'null']],
        [['Origin', 'https://evil.test'], ASKS],
      ]
      for (const headers of others) {
        const answer = await send(headers.length > 1 ? 'OPTIONS' : 'GET', '/some', headers)
        expect(answer.header('Access-Control-Allow-Origin')).to.equal(undefined)
        expect(answer.header('Access-Control-Allow-Credentials')).to.equal(undefined)
        expect(answer.header('Vary')).to.match(/\bOrigin\b/)
      }
      expect((await send('GET', '/some', [])).header('Vary')).to.match(/\bOrigin\b/)
    })
  })
}
