import { Writable } from 'node:stream'

import {
  CallerToken,
  type CallerTokenInfo,
  Ctx,
  HeaderParam,
  HeaderParams,
  fastapiEndpoint,
} from '@portico/sdk'
import { expect } from 'chai'
import type { Context, Next } from 'koa'
import { pino } from 'pino'

import { rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

type Field = readonly [name: string, value: string]

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Everything of a request that holds header fields, once its trailers are there. */
async function seenOf({ req, request }: Context): Promise<string> {
  for await (const _chunk of req);
  const { headers, headersDistinct, rawHeaders, trailers, trailersDistinct, rawTrailers } = req
  const koa = { header: request.header, headers: request.headers }
  return JSON.stringify([
    { headers, headersDistinct, rawHeaders, koa },
    { trailers, trailersDistinct, rawTrailers },
  ])
}

class Looking {
  @fastapiEndpoint({ public: true, method: 'POST', path: '/open' })
  open(@Ctx() ctx: Context) {
    return seenOf(ctx)
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/private' })
  private(@Ctx() ctx: Context) {
    return seenOf(ctx)
  }

  @fastapiEndpoint({ public: true, path: '/parameters' })
  parameters(
    @HeaderParam('Modal-Key', { default: 'none' }) key: string,
    @HeaderParam('Modal-Secret', { default: 'none' }) secret: string,
    @HeaderParam('Authorization', { default: 'none' }) authorization: string,
    @HeaderParam('X-Portico-Token-Id', { default: 'none' }) identity: string,
    @HeaderParams() all: object,
  ) {
    return { key, secret, authorization, identity, all }
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/caller' })
  caller(@CallerToken() caller: CallerTokenInfo) {
    return caller
  }

  @fastapiEndpoint({ public: true, path: '/open-caller' })
  openCaller(@CallerToken() caller: CallerTokenInfo | undefined) {
    return { caller: caller ?? null }
  }

  @fastapiEndpoint({ public: true, path: '/fails' })
  fails() {
    throw new Error('as it happens')
  }
}

class Accepting {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/accepting' })
  accepting(@Ctx() ctx: Context): object {
    return { ...(Reflect.get(ctx.accept, 'headers') as object) }
  }

  @fastapiEndpoint({ public: true, path: '/open-accepting' })
  open(@Ctx() ctx: Context): object {
    return this.accepting(ctx)
  }
}

for (const way of WAYS_IN) {
  describe(`Proxy tokens of a request through ${way}`, () => {
    let started: Started
    let id: string
    let secret: string
    const log: string[] = []
    const seenByMiddleware: string[] = []

    before(async () => {
      const stream = new Writable({
        write: (line, _encoding, done) => (log.push(String(line)), done()),
      })
      started = await startRuntime({
        handlers: [Looking],
        way,
        logger: pino({ level: 'trace' }, stream),
        use: [
          (ctx, next) => {
            const { headers, headersDistinct, rawHeaders } = ctx.req
            seenByMiddleware.push(JSON.stringify({ headers, headersDistinct, rawHeaders }))
            return next()
          },
        ],
      })
      const token = await started.token({ name: 'Zoë' })
      id = token['Modal-Key']
      secret = token['Modal-Secret']
    })

    after(() => started.close())

    afterEach(() => {
      expect(log.join('')).to.not.contain(secret)
      seenByMiddleware.length = 0
    })

    /** Sends fields in head and trailers alike; resolves to what the handler saw, as one text. */
    async function send(target: string, fields: readonly Field[]): Promise<string> {
      const chunked: Field = ['Transfer-Encoding', 'chunked']
      const trailers = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
      const bytes = toRequestBytes({
        method: 'POST',
        target,
        headers: [chunked, ...fields],
        body: `2\r\n{}\r\n0\r\n${trailers}\r\n`,
      })
      const { answer } = await rawRequest(started.port, bytes)
      expect(answer?.status).to.equal(200)
      return String(JSON.parse(answer?.body ?? ''))
    }

    /** Fields that hold a token, some of them in ways that no guard would take. */
    function carrying(): readonly (readonly Field[])[] {
      return [
        [
          ['Modal-Key', id],
          ['Modal-Secret', secret],
        ],
        [
          ['modal_key', id],
          ['MODAL_SECRET', secret],
          ['Modal-secret', secret],
        ],
        [
          ['Modal-Key', secret],
          ['Modal-Secret', id],
        ],
        [['Modal-Secret', secret]],
        [['Authorization', `Bearer ${id}.${secret}`]],
        [['authorization', `bEARER   ${id}.${secret}`]],
        [['Authorization', `Bearer\t${id}.${secret}`]],
        [['Authorization', `Bearer ${secret}`]],
        [['Authorization', `Basic ${base64(`${id}:${secret}`)}`]],
        [['Proxy-Authorization', `Basic ${base64(`${id}:${secret}`)}`]],
        [['Proxy_Authorization', `basic  ${base64(`${id}:${secret}`)}`]],
        [['Proxy-Authorization', `Bearer ${id}.${secret}`]],
        [
          ['Modal-Key', id],
          ['modal-key', id],
          ['Modal-Secret', secret],
        ],
      ]
    }

    for (const target of ['/open', '/private']) {
      it(`are seen nowhere behind ${target}, however they were sent`, async () => {
        for (const [index, fields] of carrying().entries()) {
          const admitting: readonly Field[] = [
            ['Modal-Key', id],
            ['Modal-Secret', secret],
          ]
          const admitted = target === '/open' || index === 0
          const sent = admitted ? fields : [...admitting, ...fields.filter(isAuthorization)]
          const seen = [await send(target, sent), ...seenByMiddleware].join('\n')
          for (const part of [id, secret, base64(`${id}:${secret}`)]) {
            expect(seen, JSON.stringify(sent)).to.not.contain(part)
          }
        }
      })

      it(`leave the application's own values alone behind ${target}`, async () => {
        const own: readonly Field[] = [
          ['Authorization', 'Basic dXNlcjpwYXNz'],
          ['X-Other', 'kept'],
        ]
        const admitting: readonly Field[] = [
          ['Modal-Key', id],
          ['Modal-Secret', secret],
        ]
        const seen = await send(target, [...admitting, ...own])
        const [head, tail] = JSON.parse(seen)
        expect(head.headers.authorization).to.equal('Basic dXNlcjpwYXNz')
        expect(head.headersDistinct.authorization).to.deep.equal(['Basic dXNlcjpwYXNz'])
        expect(head.koa.header['x-other']).to.equal('kept')
        expect(tail.trailers['x-other']).to.equal('kept')
        expect(head.rawHeaders).to.include.members(['Authorization', 'X-Other'])
      })
    }

    it('take cookies of ours with them, and leave those of the application', async () => {
      const cookies = 'a=1; portico_session=x1x; __Host-portico-ticket=x2x; b=portico;portico=x3x'
      const seen = await send('/open', [
        ['Cookie', cookies],
        ['cookie', 'portico=x4x'],
        ['COOKIE', 'c=3'],
      ])
      const [head] = JSON.parse(seen)
      expect([seen, ...seenByMiddleware].join('\n')).to.not.match(/x\dx/)
      expect(head.headers.cookie).to.equal('a=1; b=portico; c=3')
      expect(head.headersDistinct.cookie).to.deep.equal(['a=1; b=portico', 'c=3'])
      expect(head.rawHeaders).to.include.members(['a=1; b=portico', 'c=3'])
    })

    it('leave other values of the same fields to a public route', async () => {
      const [head] = JSON.parse(
        await send('/open', [
          ['Modal-Key', 'mine'],
          ['Modal-Key', id],
          ['Modal-Secret', 'own'],
          ['Authorization', `Bearer ${id}.${secret}`],
          ['Authorization', 'Bearer sk-1'],
          ['Proxy-Authorization', 'Negotiate x'],
        ]),
      )
      expect(head.headers).to.include({
        'modal-key': 'mine',
        'modal-secret': 'own',
        authorization: 'Bearer sk-1',
        'proxy-authorization': 'Negotiate x',
      })
      expect(head.headersDistinct).to.deep.include({
        'modal-key': ['mine'],
        authorization: ['Bearer sk-1'],
      })
    })

    it('can not be faked with X-Portico-* in any spelling', async () => {
      const seen = await send('/open', [
        ['X-Portico-Token-Id', 'forged'],
        ['x_portico_token_id', 'forged'],
        ['X-PORTICO_Environment', 'forged'],
        ['X-Portico-', 'forged'],
      ])
      expect([seen, ...seenByMiddleware].join('\n')).to.not.match(/forged|portico/i)
    })

    it('do not reach parameters that are bound to headers', async () => {
      const { answer } = await rawRequest(
        started.port,
        toRequestBytes({
          target: '/parameters',
          headers: [
            ['Modal-Key', id],
            ['Modal-Secret', secret],
            ['Authorization', `Bearer ${id}.${secret}`],
            ['X-Portico-Token-Id', 'forged'],
          ],
        }),
      )
      expect(JSON.parse(answer?.body ?? '')).to.deep.equal({
        key: 'none',
        secret: 'none',
        authorization: 'none',
        identity: 'none',
        all: { host: 'localhost' },
      })
    })

    it('are gone from requests that no route of ours answers', async () => {
      const headers: readonly Field[] = [
        ['Modal-Key', id],
        ['Modal-Secret', secret],
      ]
      const bytes = toRequestBytes({ target: '/nowhere', headers })
      expect((await rawRequest(started.port, bytes)).answer?.status).to.equal(404)
      expect(seenByMiddleware.join('')).to.not.contain(secret)
    })

    it('do not reach the log, wherever a client puts them', async () => {
      const spoilt = toRequestBytes({
        target: `/private/${secret}?key=${secret}`,
        headers: [
          ['X-Request-Id', secret],
          ['User-Agent', secret],
        ],
      })
      expect((await rawRequest(started.port, spoilt)).answer?.status).to.equal(404)
      const failing = toRequestBytes({
        target: '/fails',
        headers: [
          ['Modal-Key', id],
          ['Modal-Secret', secret],
          ['X-Request-Id', 'mine'],
        ],
      })
      const { answer } = await rawRequest(started.port, failing)
      expect(answer?.status).to.equal(500)
      expect(answer?.body).to.equal('{"detail":"Internal Server Error"}')
      expect(log.join('')).to.contain('as it happens').and.contain('"client_request_id":"mine"')
      expect(log.join('')).to.not.contain(secret)
    })

    it('name the caller', async () => {
      const headers: readonly Field[] = [
        ['Modal-Key', id],
        ['Modal-Secret', secret],
      ]
      const known = await rawRequest(started.port, toRequestBytes({ target: '/caller', headers }))
      const body = Buffer.from(known.answer?.body ?? '', 'latin1').toString()
      expect(JSON.parse(body)).to.deep.equal({ id, name: 'Zoë', environment: 'main' })
      const open = await rawRequest(
        started.port,
        toRequestBytes({ target: '/open-caller', headers }),
      )
      expect(open.answer?.body).to.equal('{"caller":null}')
    })

    it('are warned about once where they come in Proxy-Authorization', async () => {
      const value = `Basic ${base64(`${id}:${secret}`)}`
      const bytes = toRequestBytes({
        target: '/caller',
        headers: [['Proxy-Authorization', value]],
      })
      await rawRequest(started.port, bytes)
      await rawRequest(started.port, bytes)
      const warnings = log.filter((line) => line.includes('deprecated Proxy-Authorization'))
      expect(warnings).to.have.length(1)
      expect(warnings.join('')).to.contain(id)
    })
  })
}

function isAuthorization([name]: Field): boolean {
  return /authorization$/i.test(name)
}

const AROUND = ['an application before the mount', 'middleware before the guard'] as const

for (const around of AROUND) {
  describe(`Proxy tokens of a request that ${around} has had`, () => {
    it('are in no object any more that Koa keeps of the request', async () => {
      const kept: object[] = []
      const accepting = (ctx: Context, next: Next) => {
        ctx.accepts('json')
        kept.push(ctx.headers)
        return next()
      }
      const isMount = around === 'an application before the mount'
      const started = await startRuntime({
        handlers: [Accepting],
        ...(isMount
          ? { way: 'koa app', before: [accepting] }
          : { use: [{ use: accepting, before: 'guards' }] }),
      })
      const token = Object.entries(await started.token())
      const headers = [...token, ['Cookie', 'a=1; portico=2'], ['X-Kept', 'yes']] as const
      const ask = async (target: string, fields: readonly Field[]): Promise<unknown> => {
        const bytes = toRequestBytes({ target, headers: [...fields, ...headers] })
        return JSON.parse((await rawRequest(started.port, bytes)).answer?.body ?? '')
      }
      const seen = await ask('/accepting', [])
      const seenOpenly = await ask('/open-accepting', [['Modal-Secret', 'own']])
      await started.close()
      const expected = { host: 'localhost', cookie: 'a=1', 'x-kept': 'yes' }
      const openly = { ...expected, 'modal-secret': 'own' }
      expect([seen, seenOpenly]).to.deep.equal([expected, openly])
      expect(kept).to.deep.equal([expected, openly])
    })
  })
}
