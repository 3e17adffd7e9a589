import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

import {
  BadRequestError,
  Body,
  Ctx,
  type HandlerClass,
  NotFoundError,
  enter,
  exit,
  fastapiEndpoint,
} from '@portico/sdk'
import { type Runtime, createRuntime } from '@portico/runtime'
import { createTestRuntime } from '@portico/runtime/testing'
import { expect } from 'chai'
import type { Context } from 'koa'
import { pino } from 'pino'

import { type Started, startRuntime } from '../support/start-runtime.js'

const SECRET_DETAIL = 'the password of the database is hunter2'

class Answers {
  @fastapiEndpoint()
  text() {
    return 'hello'
  }

  @fastapiEndpoint()
  nothing() {}

  @fastapiEndpoint()
  async mixed() {
    return { big: 12345678901234567890n, when: new Date(0), odd: [NaN, Infinity, undefined, null] }
  }

  @fastapiEndpoint({ statusCode: 201, method: 'POST' })
  created() {
    return { ok: true }
  }

  @fastapiEndpoint()
  bytes() {
    return Buffer.from([0, 255, 128])
  }

  @fastapiEndpoint()
  response() {
    return new Response('as it is', { status: 418, headers: { 'x-kind': 'teapot' } })
  }

  @fastapiEndpoint()
  viaKoa(@Ctx() ctx: Context) {
    ctx.status = 202
    ctx.set('x-koa', 'yes')
    return { by: 'ctx' }
  }

  @fastapiEndpoint()
  koaAlone(@Ctx() ctx: Context) {
    ctx.body = 'plain'
  }
}

class Failures {
  @fastapiEndpoint()
  broken() {
    throw new Error(SECRET_DETAIL)
  }

  @fastapiEndpoint()
  async brokenUpstream() {
    const details = [{ type: 'upstream', loc: ['sql'], msg: SECRET_DETAIL }]
    throw Object.assign(new Error(SECRET_DETAIL), { status: 422, details })
  }

  @fastapiEndpoint()
  async brokenLater() {
    await delay(1)
    throw Object.assign(new Error(SECRET_DETAIL), { status: 404 })
  }

  @fastapiEndpoint()
  circular() {
    const value: Record<string, unknown> = {}
    value['self'] = value
    return value
  }

  @fastapiEndpoint()
  notFound() {
    throw new NotFoundError('no such cat')
  }

  @fastapiEndpoint()
  bad() {
    throw new BadRequestError()
  }

  @fastapiEndpoint({ timeoutMs: 30 })
  async slow() {
    await delay(3_000, undefined, { ref: false })
  }
}

@fastapiEndpoint()
class SayHello {
  handle() {
    return 'from the class'
  }
}

describe('a handler method', () => {
  let runtime: Runtime
  let url: string
  const log: string[] = []

  before(async () => {
    const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) })
    runtime = await createRuntime({
      store: 'sqlite::memory:',
      handlers: [Answers, Failures, SayHello],
      logger,
    })
    url = `http://127.0.0.1:${(await runtime.listen()).port}`
  })

  after(() => runtime.close())

  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${url}${path}`, init)
    return { status: response.status, body: await response.text(), headers: response.headers }
  }

  it('answers JSON, strings and nothing included', async () => {
    const text = await get('/text')
    expect(text).to.include({ status: 200, body: '"hello"' })
    expect(text.headers.get('content-type')).to.equal('application/json; charset=utf-8')
    expect(await get('/nothing')).to.include({ status: 200, body: 'null' })
    expect(await get('/say-hello')).to.include({ status: 200, body: '"from the class"' })
  })

  it('answers what JSON has no word for as FastAPI does', async () => {
    const { body } = await get('/mixed')
    expect(body).to.equal(
      '{"big":12345678901234567890,"when":"1970-01-01T00:00:00.000Z","odd":[null,null,null,null]}',
    )
  })

  it('answers with its status, bytes, or a web Response as it is', async () => {
    expect(await get('/created', { method: 'POST' })).to.include({ status: 201 })
    const bytes = await fetch(`${url}/bytes`)
    expect(bytes.headers.get('content-type')).to.equal('application/octet-stream')
    expect([...new Uint8Array(await bytes.arrayBuffer())]).to.deep.equal([0, 255, 128])
    const response = await get('/response')
    expect(response).to.include({ status: 418, body: 'as it is' })
    expect(response.headers.get('x-kind')).to.equal('teapot')
  })

  it('may choose status, headers or the whole answer on Koa’s ctx', async () => {
    const mixed = await get('/via-koa')
    expect(mixed).to.include({ status: 202, body: '{"by":"ctx"}' })
    expect(mixed.headers.get('x-koa')).to.equal('yes')
    expect(await get('/koa-alone')).to.include({ status: 200, body: 'plain' })
  })

  it('answers HEAD as GET, without the body', async () => {
    const response = await get('/text', { method: 'HEAD' })
    expect(response).to.include({ status: 200, body: '' })
    expect(response.headers.get('content-length')).to.equal('7')
  })

  it('answers thrown HttpErrors with their status and message', async () => {
    expect(await get('/not-found')).to.include({ status: 404, body: '{"detail":"no such cat"}' })
    expect(await get('/bad')).to.include({ status: 400, body: '{"detail":"Bad Request"}' })
  })

  for (const path of ['/broken', '/broken-later', '/broken-upstream', '/circular']) {
    it(`tells nothing of another error but the request id: ${path}`, async () => {
      log.length = 0
      const { status, body, headers } = await get(path)
      expect({ status, body }).to.deep.equal({
        status: 500,
        body: '{"detail":"Internal Server Error"}',
      })
      const id = headers.get('x-request-id') ?? ''
      expect(id).to.match(/^[0-9a-f-]{36}$/)
      expect(log.some((line) => line.includes(id) && line.includes('"err"'))).to.equal(true)
    })
  }

  it('gives up after its time', async () => {
    expect(await get('/slow')).to.include({ status: 504 })
  })
})

describe('maxConcurrency', () => {
  it('is not used up by those who send their bodies slowly', async () => {
    class Narrow {
      @fastapiEndpoint({ method: 'POST', maxConcurrency: 1 })
      take(@Body({ validate: false }) body: object) {
        return body
      }
    }
    const started = await startRuntime({ handlers: [Narrow] })
    const head = 'POST /take HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    const slow = [1, 2, 3].map(() => connect(started.port, '127.0.0.1'))
    for (const socket of slow) socket.write(`${head}Content-Length: 2\r\n\r\n{`)
    await Promise.all(slow.map((socket) => once(socket, 'connect')))

    const response = await fetch(`${started.origin}/take`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect(await response.text()).to.equal('{"a":1}')
    for (const socket of slow) socket.destroy()
    await started.close()
  })

  it('lets as many again wait and refuses the rest, without ever running more', async () => {
    let running = 0
    let most = 0
    const gates: (() => void)[] = []
    class Narrow {
      @fastapiEndpoint({ maxConcurrency: 2 })
      async work() {
        running += 1
        most = Math.max(most, running)
        await new Promise<void>((open) => gates.push(open))
        running -= 1
        return 'done'
      }
    }
    const runtime = await createRuntime({ store: 'sqlite::memory:', handlers: [Narrow] })
    const url = `http://127.0.0.1:${(await runtime.listen()).port}/work`
    const calls = Array.from({ length: 5 }, () => fetch(url))
    const refused = await Promise.race(calls)
    expect(refused.status).to.equal(503)
    expect(refused.headers.get('retry-after')).to.equal('1')

    const opening = setInterval(() => gates.shift()?.(), 5)
    const statuses = (await Promise.all(calls)).map(({ status }) => status)
    clearInterval(opening)
    expect(statuses.toSorted()).to.deep.equal([200, 200, 200, 200, 503])
    expect(most).to.equal(2)
    await runtime.close()
  })
})

describe('maxConcurrency and streams', () => {
  class Narrow {
    @fastapiEndpoint({ maxConcurrency: 1 })
    async *stream() {
      yield 'x'.repeat(1_000)
      await new Promise<void>((open) => gates.push(open))
    }

    @fastapiEndpoint({ maxConcurrency: 1 })
    onKoa(@Ctx() ctx: Context) {
      ctx.body = Readable.from(this.stream())
    }
  }
  let gates: (() => void)[] = []

  for (const path of ['/stream', '/on-koa']) {
    it(`holds a place until the stream at ${path} has ended, or its client has left`, async () => {
      gates = []
      const started = await startRuntime({ handlers: [Narrow] })
      const ask = (signal?: AbortSignal) => fetch(started.origin + path, signal ? { signal } : {})
      const leaver = new AbortController()
      const first = await ask(leaver.signal)
      expect(first.status).to.equal(200)
      await until(() => gates.length === 1)
      const waiting = [ask(), ask()]
      expect((await Promise.race(waiting)).status).to.equal(503)
      expect(gates).to.have.lengthOf(1)

      leaver.abort()
      gates[0]?.()
      const statuses = (await Promise.all(waiting)).map(({ status }) => status)
      expect(statuses).to.have.members([200, 503])
      await until(() => gates.length === 2)
      const next = ask()
      gates[1]?.()
      expect((await next).status).to.equal(200)
      await until(() => gates.length === 3)
      gates[2]?.()
      await started.close()
    })
  }

  it('gives the place back in a test runtime, too', async () => {
    gates = []
    const runtime = await createTestRuntime(Narrow)
    for (const nth of [0, 1]) {
      const answer = runtime.anonymous().fetch('/stream')
      await until(() => gates.length > nth)
      gates[nth]?.()
      expect((await answer).status).to.equal(200)
    }
    await runtime.close()
  })
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(2)
}

describe('@enter and @exit', () => {
  const events: string[] = []

  class Parent {
    @enter()
    async open() {
      await delay(5)
      events.push('enter')
    }

    @exit()
    async shut() {
      await delay(5)
      events.push('exit')
    }
  }

  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))

  class Service extends Parent {
    @fastapiEndpoint()
    async work() {
      arrive()
      await delay(50)
      events.push('request')
      return 'done'
    }
  }

  it('run before the first request and after the last one, which is finished', async () => {
    const runtime = await createRuntime({ store: 'sqlite::memory:', handlers: [Service] })
    expect(events).to.deep.equal(['enter'])
    const url = `http://127.0.0.1:${(await runtime.listen()).port}/work`
    const request = fetch(url)
    await arrived
    await runtime.close()
    expect(await (await request).text()).to.equal('"done"')
    expect(events).to.deep.equal(['enter', 'request', 'exit'])
  })

  it('stop the start where @enter fails, naming nothing else', async () => {
    class Broken {
      @enter()
      open() {
        throw new Error('no database')
      }

      @fastapiEndpoint()
      work() {}
    }
    const error = await createRuntime({ store: 'sqlite::memory:', handlers: [Broken] }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).to.be.an('error').with.property('message', 'no database')
  })

  it('refuse a constructor whose parameters nobody provides', async () => {
    class Needy {
      constructor(readonly thing: object) {}

      @fastapiEndpoint()
      work() {}
    }
    const handlers: HandlerClass[] = [Needy]
    const error = await createRuntime({ store: 'sqlite::memory:', handlers }).catch(
      (thrown: unknown) => thrown,
    )
    expect(String(error)).to.contain("Needy's constructor takes parameters")
  })
})

describe('a handler that answers with what can not be sent', () => {
  class Odd {
    @fastapiEndpoint()
    badHeader() {
      const headers = { 'x-bad': 'a\nb' }
      throw Object.assign(new Error('bad'), { status: 400, expose: true, headers })
    }

    @fastapiEndpoint()
    brokenStream() {
      return Readable.from(
        (async function* () {
          yield 'some of it'
          throw new Error(SECRET_DETAIL)
        })(),
      )
    }

    @fastapiEndpoint()
    stream() {
      return Readable.from(['a', 'b'])
    }
  }

  let started: Started

  before(async () => {
    started = await startRuntime({ handlers: [Odd] })
  })

  after(() => started.close())

  it('keeps the process alive, and never ends a broken answer like a whole one', async () => {
    const read = fetch(`${started.origin}/broken-stream`).then((response) => response.text())
    expect(await read.catch(() => 'broken off')).to.equal('broken off')
    const unsendable = await fetch(`${started.origin}/bad-header`)
    expect(unsendable.status).to.equal(500)
    expect(await unsendable.text()).to.equal('{"detail":"Internal Server Error"}')
    expect(await (await fetch(`${started.origin}/stream`)).text()).to.equal('ab')
  })

  it('takes off what fetch has undone, where a handler passes its response on', async () => {
    const upstream = createServer((_req, res) => {
      res.setHeader('content-encoding', 'gzip').end(gzipSync('from upstream'))
    }).listen(0, '127.0.0.1')
    await once(upstream, 'listening')
    const { port } = upstream.address() as AddressInfo
    class Relay {
      @fastapiEndpoint()
      relay() {
        return fetch(`http://127.0.0.1:${port}/`)
      }
    }
    const relay = await startRuntime({ handlers: [Relay] })
    const response = await fetch(`${relay.origin}/relay`)
    expect(await response.text()).to.equal('from upstream')
    expect(response.headers.get('content-encoding')).to.equal(null)
    await relay.close()
    upstream.close()
  })

  it('leaves no stream open behind a HEAD request', async () => {
    const response = await fetch(`${started.origin}/stream`, { method: 'HEAD' })
    expect(response.status).to.equal(200)
    expect(await response.text()).to.equal('')
  })
})
