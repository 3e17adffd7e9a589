import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import { setTimeout as delay } from 'node:timers/promises'

import { NotFoundError, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { openRawConnection, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

/** What streams that never end by themselves have done. */
let yielded = 0
let stopped = 0

async function* forever(value: unknown) {
  try {
    for (;;) {
      yielded += 1
      yield value
    }
  } finally {
    stopped += 1
  }
}

class Streams {
  @fastapiEndpoint()
  async *lines() {
    yield { n: 1 }
    await delay(1)
    yield 'two'
    yield undefined
    yield 3n
  }

  @fastapiEndpoint()
  *sync() {
    try {
      yield { n: 1 }
      yield [2]
    } finally {
      stopped += 1
    }
  }

  @fastapiEndpoint()
  *endlessSync() {
    try {
      for (;;) {
        yielded += 1
        yield 'x'.repeat(1_000)
      }
    } finally {
      stopped += 1
    }
  }

  @fastapiEndpoint()
  iterables() {
    return { array: [1], empty: [].values() }
  }

  @fastapiEndpoint()
  async *events() {
    yield { event: 'greet', data: 'hello\nworld', id: 7, retry: 500 }
    yield { data: { n: 1 } }
    yield { other: true }
  }

  @fastapiEndpoint({ statusCode: 202 })
  async *bytes() {
    yield Buffer.from('a')
    yield new Uint8Array()
    yield 'b'
  }

  @fastapiEndpoint()
  async *none() {}

  @fastapiEndpoint()
  web() {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('we'))
        controller.enqueue('b')
        controller.close()
      },
    })
  }

  @fastapiEndpoint()
  node() {
    return Readable.from(['no', 'de'])
  }

  @fastapiEndpoint()
  objects() {
    return Readable.from([{ secret: 'of the process' }])
  }

  @fastapiEndpoint()
  async *missing() {
    if (stopped === 0) throw new NotFoundError('no such stream')
    yield 1
  }

  @fastapiEndpoint()
  async *breaks() {
    yield 'first'
    await delay(5)
    throw new Error('secret of the process')
  }

  @fastapiEndpoint()
  async *injected() {
    yield { data: 'first' }
    yield { event: 'a\ndata: forged' }
  }

  @fastapiEndpoint()
  endless() {
    return forever('x'.repeat(1_000))
  }

  @fastapiEndpoint()
  endlessEvents() {
    return forever({ data: 'x'.repeat(1_000) })
  }

  @fastapiEndpoint()
  async *late() {
    await delay(1_200)
    yield 'late'
  }

  @fastapiEndpoint({ idleTimeoutMs: 40 })
  async *silent() {
    try {
      yield 'first'
      await delay(150)
      yield 'too late'
    } finally {
      stopped += 1
    }
  }

  @fastapiEndpoint({ idleTimeoutMs: 5_000 })
  async *lively() {
    yield 'first'
    yield 'second'
  }

  @fastapiEndpoint({ timeoutMs: 30 })
  async *unborn() {
    await delay(100)
    yield 'too late'
  }

  @fastapiEndpoint()
  badStop() {
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: 'x'.repeat(1_000) }),
        return: async () => {
          stopped += 1
          throw new Error('can not even stop')
        },
      }),
    }
  }
}

for (const way of WAYS_IN) {
  describe(`Streamed answers, through ${way}`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Streams], way })
    })

    beforeEach(() => {
      yielded = 0
      stopped = 0
    })

    after(() => started.close())

    it('are NDJSON by default, a value a line', async () => {
      const answer = await get('/lines')
      expect(answer?.header('content-type')).to.equal('application/x-ndjson')
      expect(answer?.header('transfer-encoding')).to.equal('chunked')
      expect(answer?.body).to.equal('{"n":1}\n"two"\nnull\n3\n')
    })

    it('are server-sent events where the first value is one', async () => {
      const answer = await get('/events')
      expect(answer?.header('content-type')).to.equal('text/event-stream; charset=utf-8')
      expect(answer?.header('cache-control')).to.equal('no-cache')
      expect(answer?.body).to.equal(
        'event: greet\ndata: hello\ndata: world\nid: 7\nretry: 500\n\n' +
          'data: {"n":1}\n\ndata: {"other":true}\n\n',
      )
    })

    it('are server-sent events where the client asks for them', async () => {
      for (const accept of ['text/event-stream', 'application/json, text/event-stream']) {
        const answer = await get('/lines', accept)
        expect(answer?.header('content-type')).to.equal('text/event-stream; charset=utf-8')
        expect(answer?.body).to.equal('data: {"n":1}\n\ndata: "two"\n\ndata: null\n\ndata: 3\n\n')
      }
      const answer = await get('/lines', 'text/event-stream;q=0, */*')
      expect(answer?.header('content-type')).to.equal('application/x-ndjson')
    })

    it('are bytes where the first value is bytes', async () => {
      const answer = await get('/bytes')
      expect(answer?.status).to.equal(202)
      expect(answer?.header('content-type')).to.equal('application/octet-stream')
      expect(answer?.body).to.equal('ab')
    })

    it('come from generators that wait for nothing, too', async () => {
      const answer = await get('/sync')
      expect(answer?.header('content-type')).to.equal('application/x-ndjson')
      expect(answer?.body).to.equal('{"n":1}\n[2]\n')
      expect(stopped).to.equal(1)
      expect((await get('/iterables'))?.body).to.equal('{"array":[1],"empty":{}}')
    })

    it('may be empty', async () => {
      expect((await get('/none'))?.body).to.equal('')
    })

    it('pipe streams of the web and of Node', async () => {
      for (const path of ['/web', '/node']) {
        const answer = await get(path)
        expect(answer?.header('content-type')).to.equal('application/octet-stream')
        expect(answer?.body).to.equal(path.slice(1))
      }
    })

    it('have a status of their own where they fail before the first value', async () => {
      for (const accept of ['*/*', 'text/event-stream']) {
        const answer = await get('/missing', accept)
        expect(answer?.status).to.equal(404)
        expect(answer?.body).to.equal('{"detail":"no such stream"}')
      }
    })

    it('break the connection where they fail later, and tell nothing', async () => {
      for (const path of ['/breaks', '/injected', '/objects']) {
        const connection = open(path)
        expect(await connection.next(), path).to.equal(undefined)
        expect(connection.received()).not.to.include('secret')
        expect(connection.received()).not.to.include('forged')
        if (path !== '/objects') expect(connection.received()).to.include('first')
      }
    })

    it('open within a second or so where the first event is late', async () => {
      const connection = open('/late', [['Accept', 'text/event-stream']])
      const answer = await connection.next()
      expect(answer?.status).to.equal(200)
      expect(answer?.body).to.equal(':\n\ndata: "late"\n\n')
      connection.socket.destroy()
    })

    it('wait for a client that reads slowly, and stop when it leaves', async () => {
      for (const [times, path] of ['/endless', '/endless-events', '/endless-sync'].entries()) {
        yielded = 0
        const connection = open(path)
        await once(connection.socket, 'data')
        connection.socket.pause()
        await settled(() => yielded)
        // What fits into the buffers of Node and the kernel on both sides, far from endless.
        expect(yielded).to.be.above(0).and.below(50_000)
        connection.socket.destroy()
        await until(() => stopped === times + 1)
      }
    })

    it('end nobody else’s requests where they fail to stop', async () => {
      const connection = open('/bad-stop')
      await once(connection.socket, 'data')
      connection.socket.destroy()
      await until(() => stopped === 1)
      expect((await get('/none'))?.status).to.equal(200)
    })

    it('answer a HEAD without a body, and stop', async () => {
      const bytes = toRequestBytes({ method: 'HEAD', target: '/endless' })
      const { answer } = await rawRequest(started.port, bytes)
      expect(answer?.header('content-type')).to.equal('application/x-ndjson')
      expect(answer?.body).to.equal('')
      await until(() => stopped === 1)
      expect(yielded).to.be.below(100)
    })

    it('are broken off after a silence of idleTimeoutMs, and stopped', async () => {
      const connection = open('/silent')
      expect(await connection.next()).to.equal(undefined)
      expect(connection.received()).to.include('first').and.not.include('too late')
      await until(() => stopped === 1)
      expect((await get('/lively'))?.body).to.equal('"first"\n"second"\n')
    })

    it('are a 504 where the first value does not come within timeoutMs', async () => {
      expect((await get('/unborn'))?.status).to.equal(504)
    })

    async function get(target: string, accept = '*/*') {
      const bytes = toRequestBytes({ target, headers: [['Accept', accept]] })
      return (await rawRequest(started.port, bytes)).answer
    }

    function open(target: string, headers: readonly (readonly [string, string])[] = []) {
      const connection = openRawConnection(started.port)
      connection.socket.write(toRequestBytes({ target, headers }))
      return connection
    }
  })
}

/** Resolves once `read` gives the same number for a while. */
async function settled(read: () => number): Promise<void> {
  let last = -1
  while (last !== read()) {
    last = read()
    await delay(150)
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5)
}
