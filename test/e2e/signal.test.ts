import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

import { Controller, Get } from 'routing-controllers'
import { Signal, fastapiEndpoint, publicEndpoint, redirect } from '@portico/sdk'
import { expect } from 'chai'
import { pino } from 'pino'

import { openRawConnection, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

/** Signals that handlers were given, in order. */
let signals: AbortSignal[] = []

class Waiting {
  @fastapiEndpoint({ timeoutMs: 30 })
  async timed(@Signal() signal: AbortSignal) {
    signals.push(signal)
    await delay(10_000, undefined, { signal })
  }

  @fastapiEndpoint()
  async endless(@Signal() signal: AbortSignal) {
    signals.push(signal)
    await delay(10_000, undefined, { signal })
  }

  @fastapiEndpoint()
  quick(@Signal() signal: AbortSignal) {
    signals.push(signal)
    return 'done'
  }

  @fastapiEndpoint()
  async *stream(@Signal() signal: AbortSignal) {
    signals.push(signal)
    yield 'first'
    await once(signal, 'abort')
    yield 'goodbye'
  }

  @fastapiEndpoint()
  async *deaf(@Signal() signal: AbortSignal) {
    signals.push(signal)
    yield 'first'
    await delay(10_000, undefined, { signal })
  }

  @fastapiEndpoint({ idleTimeoutMs: 30 })
  async *silent(@Signal() signal: AbortSignal) {
    signals.push(signal)
    yield 'first'
    await once(signal, 'abort')
  }
}

@Controller()
class Plain {
  @publicEndpoint()
  @Get('/plain')
  async plain(@Signal() signal: AbortSignal) {
    signals.push(signal)
    await delay(10_000, undefined, { signal })
  }
}

class Elsewhere {
  @fastapiEndpoint()
  relative() {
    return redirect('/läuft?x=1 2\r\nSet-Cookie: a=b')
  }

  @fastapiEndpoint()
  absolute() {
    return redirect(new URL('https://example.com/there'), 303)
  }

  @fastapiEndpoint()
  standard() {
    return Response.redirect('https://example.com/there', 302)
  }
}

for (const way of WAYS_IN) {
  describe(`@Signal, through ${way}`, () => {
    let started: Started
    let log: string[]

    beforeEach(async () => {
      signals = []
      log = []
      const logger = pino({ level: 'error' }, { write: (line: string) => void log.push(line) })
      started = await startRuntime({ handlers: [Waiting, Plain, Elsewhere], way, logger })
    })

    afterEach(async () => {
      await started.close()
      expect(log, 'nobody is to blame').to.deep.equal([])
    })

    it('fires when timeoutMs is over', async () => {
      expect((await get('/timed'))?.status).to.equal(504)
      expect(signals[0]?.reason).to.include({ code: 'timeout' })
    })

    for (const path of ['/endless', '/stream', '/deaf', '/plain']) {
      it(`fires when the client leaves ${path}`, async () => {
        await open(path)
        expect(signals[0]?.aborted).to.equal(false)
        const { socket } = connection
        socket.destroy()
        await until(() => signals[0]?.aborted === true)
        expect(signals[0]?.reason).to.include({ code: 'client_gone' })
      })
    }

    it('fires when a stream is silent for idleTimeoutMs', async () => {
      await open('/silent')
      await until(() => signals[0]?.aborted === true)
      expect(signals[0]?.reason).to.include({ code: 'timeout' })
    })

    it('does not fire when all was answered', async () => {
      expect((await get('/quick'))?.body).to.equal('"done"')
      await delay(20)
      expect(signals[0]?.aborted).to.equal(false)
    })

    it('fires at shutdown, so that a stream can end', async () => {
      await open('/stream')
      await until(() => connection.received().includes('first'))
      const closed = started.runtime.close()
      const answer = await connection.next()
      expect(answer?.body).to.equal('"first"\n"goodbye"\n')
      expect(signals[0]?.reason).to.include({ code: 'shutting_down' })
      connection.socket.destroy()
      await closed
    })

    it('leaves a call at shutdown time to answer', async () => {
      await open('/endless')
      const closed = started.runtime.close()
      await delay(50)
      expect(signals[0]?.aborted).to.equal(false)
      connection.socket.destroy()
      await closed
    })

    it('goes with redirects, relative and absolute', async () => {
      const relative = await get('/relative')
      expect(relative?.status).to.equal(307)
      expect(relative?.header('location')).to.equal('/l%C3%A4uft?x=1%202%0D%0ASet-Cookie:%20a=b')
      expect(relative?.header('set-cookie')).to.equal(undefined)
      const absolute = await get('/absolute')
      expect(absolute?.status).to.equal(303)
      expect(absolute?.header('location')).to.equal('https://example.com/there')
      expect((await get('/standard'))?.status).to.equal(302)
    })

    let connection: ReturnType<typeof openRawConnection>

    /** Resolves once the handler has its signal. */
    async function open(target: string) {
      connection = openRawConnection(started.port)
      connection.socket.write(toRequestBytes({ target }))
      await until(() => signals.length > 0)
    }

    async function get(target: string) {
      return (await rawRequest(started.port, toRequestBytes({ target }))).answer
    }
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5)
}
