import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

import { Ctx, HttpError, UseBefore, ValidationError, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import type { Context } from 'koa'

import { openRawConnection, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'

const MISSING_FILE = '/there/is/no/such/file'
const INTERNAL = '{"detail":"Internal Server Error"}'

/** Answers by itself, on Koa's `ctx`. */
class Circles {
  @UseBefore((ctx: Context) => {
    const body: { self?: object } = {}
    body.self = body
    ctx.body = body
  })
  @fastapiEndpoint()
  circularBody() {}

  @UseBefore((ctx: Context) => {
    ctx.body = { n: 1n }
  })
  @fastapiEndpoint()
  bigintBody() {}

  @UseBefore((ctx: Context) => {
    ctx.body = { plain: [1, 'two'] }
  })
  @fastapiEndpoint()
  plainBody() {}
}

/** Throws what can't be sent as it is: a client may have chosen a part of it. */
class Throwers {
  @fastapiEndpoint()
  newlineInHeader() {
    throw Object.assign(new HttpError(400), { headers: { Location: 'a\r\nSet-Cookie: b' } })
  }

  @fastapiEndpoint()
  async letterInHeader() {
    throw Object.assign(new HttpError(400), { headers: { 'X-Name': 'Ĝ' } })
  }

  @fastapiEndpoint()
  async statusOfNothing() {
    throw Object.assign(new Error('odd'), { httpCode: Number.NaN })
  }

  @fastapiEndpoint()
  async circularDetails() {
    const detail = { type: 'odd', loc: ['body'], msg: 'odd', input: null }
    Object.assign(detail, { msg: detail })
    throw new ValidationError([detail])
  }

  @fastapiEndpoint()
  async lengthOfAnother() {
    throw Object.assign(new HttpError(502, 'upstream'), { headers: { 'content-length': '5' } })
  }
}

const opened: Readable[] = []

function open(): Readable {
  const stream = createReadStream(MISSING_FILE)
  opened.push(stream)
  return stream
}

const FORGED = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged'

class Streams {
  @fastapiEndpoint()
  file() {
    return open()
  }

  @fastapiEndpoint({ timeoutMs: 20 })
  async lateFile() {
    await delay(60)
    return open()
  }

  @fastapiEndpoint()
  koaFile(@Ctx() ctx: Context) {
    ctx.body = open()
  }

  @fastapiEndpoint()
  async half(@Ctx() ctx: Context) {
    ctx.res.write('half')
    await delay(1)
    throw new Error('the other half is missing')
  }

  /** As where the header fields of what was fetched are handed on with its body. */
  @fastapiEndpoint()
  longResponse() {
    return new Response(`12345${FORGED}`, { headers: { 'content-length': '5' } })
  }

  @fastapiEndpoint()
  shortResponse() {
    return new Response('123', { headers: { 'content-length': '50' } })
  }

  @fastapiEndpoint()
  framedResponse() {
    return new Response('123', {
      headers: { 'content-length': '3', 'transfer-encoding': 'gzip' },
    })
  }

  @fastapiEndpoint()
  emptyResponse() {
    return new Response(null, { headers: { 'content-length': '10' } })
  }
}

for (const way of WAYS_IN) {
  for (const around of SURROUNDINGS) {
    describe(`An answer that can't be sent, through ${way}, with ${around} around it`, () => {
      let started: Started

      before(async () => {
        const use = surroundedBy(around)
        started = await startRuntime({ handlers: [Throwers, Streams, Circles], way, use })
      })

      after(() => started.close())

      for (const path of [
        '/newline-in-header',
        '/letter-in-header',
        '/status-of-nothing',
        '/circular-details',
      ]) {
        it(`is a 500 at ${path}`, async () => {
          for (const accept of ['*/*', 'application/problem+json']) {
            const answer = await get(path, [['Accept', accept]])
            expect(answer?.status).to.equal(500)
            if (accept === '*/*') expect(answer?.body).to.equal(INTERNAL)
            expect(answer?.header('set-cookie')).to.equal(undefined)
          }
        })
      }

      it('is a 500 with a request id where middleware leaves JSON that none can be made of', async () => {
        for (const target of ['/circular-body', '/bigint-body']) {
          for (const method of ['GET', 'HEAD']) {
            const { answer } = await rawRequest(started.port, toRequestBytes({ method, target }))
            expect(answer?.status).to.equal(500)
            expect(answer?.header('X-Request-Id')).to.match(/^[0-9a-f-]{36}$/)
            if (method === 'GET') expect(answer?.body).to.equal(INTERNAL)
          }
        }
        const plain = await get('/plain-body')
        expect(plain?.body).to.equal('{"plain":[1,"two"]}')
        expect(plain?.header('Content-Type')).to.equal('application/json; charset=utf-8')
      })

      it('has its own length, not that of the error’s header fields', async () => {
        expect((await get('/length-of-another'))?.body).to.equal('{"detail":"upstream"}')
      })

      it('ends nobody else’s requests where a stream fails that nobody reads', async () => {
        for (const path of ['/file', '/late-file', '/koa-file']) {
          opened.length = 0
          await rawRequest(started.port, toRequestBytes({ method: 'HEAD', target: path }))
          await closed(opened)
        }
        expect((await get('/empty-response'))?.status).to.equal(200)
      })

      it('is cut off where it fails in its middle', async () => {
        const { answer } = await rawRequest(started.port, toRequestBytes({ target: '/half' }))
        expect(answer).to.equal(undefined)
      })

      for (const target of ['/long-response', '/short-response']) {
        it(`reaches into no other answer where its length is wrong: ${target}`, async () => {
          const connection = openRawConnection(started.port)
          const next = toRequestBytes({ target: '/empty-response' })
          connection.socket.write(toRequestBytes({ target }) + next)
          await connection.closed()
          expect(connection.received()).not.to.include('forged')
          expect(connection.received().split('HTTP/1.1').length).to.be.at.most(2)
        })
      }

      it('is as long as a Response says, whatever it says of how that is sent', async () => {
        const answer = await get('/framed-response')
        expect(answer?.body).to.equal('123')
        expect(answer?.header('content-length')).to.equal('3')
        expect(answer?.header('transfer-encoding')).to.equal(undefined)
      })

      it('says no length of a body that it doesn’t have', async () => {
        expect((await get('/empty-response'))?.header('content-length')).to.equal('0')
      })

      async function get(target: string, headers: readonly (readonly [string, string])[] = []) {
        return (await rawRequest(started.port, toRequestBytes({ target, headers }))).answer
      }
    })
  }
}

/** Resolves once a stream was opened and is closed. Listens to nothing: an error must not be heard. */
async function closed(streams: readonly Readable[]): Promise<void> {
  while (streams.length === 0 || streams.some((stream) => !stream.closed)) await delay(5)
}
