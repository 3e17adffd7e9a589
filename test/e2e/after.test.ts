import { setTimeout as delay } from 'node:timers/promises'

import {
  HttpError,
  UseBefore,
  after as afterAnswer,
  fastapiEndpoint,
  publicEndpoint,
} from '@portico/sdk'
import { expect } from 'chai'
import { pino } from 'pino'
import { Controller, Get } from 'routing-controllers'

import { openRawConnection, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

/** What has happened, in order. */
let events: string[] = []
let release = (): void => undefined

async function leaveWork(): Promise<void> {
  await delay(1)
  afterAnswer(async () => {
    await delay(5)
    events.push('first')
  })
  afterAnswer(() => events.push('second'))
}

class Works {
  @fastapiEndpoint()
  async two() {
    await leaveWork()
    return 'done'
  }

  @UseBefore((_ctx: unknown, next: () => Promise<unknown>) => {
    afterAnswer(() => events.push('of the method'))
    return next()
  })
  @fastapiEndpoint()
  around() {
    afterAnswer(() => events.push('of the handler'))
    return 'done'
  }

  @fastapiEndpoint()
  held() {
    afterAnswer(() => new Promise<void>((resolve) => (release = resolve)))
    afterAnswer(() => events.push('held'))
    return 'done'
  }

  @fastapiEndpoint()
  fails() {
    afterAnswer(() => {
      throw new Error('in the background')
    })
    afterAnswer(() => afterAnswer(() => events.push('nested')))
    throw new HttpError(418, 'teapot')
  }

  @fastapiEndpoint()
  async *stream() {
    yield 'first'
    await delay(5)
    afterAnswer(() => events.push('after'))
    yield 'x'.repeat(100_000)
    events.push('streamed')
  }

  @fastapiEndpoint()
  async *endless() {
    try {
      for (;;) yield 'x'.repeat(1_000)
    } finally {
      afterAnswer(() => events.push('stopped'))
    }
  }

  @fastapiEndpoint()
  async waits() {
    afterAnswer(() => events.push('left'))
    events.push('waits')
    await delay(100)
  }
}

@Controller()
class Plain {
  @publicEndpoint()
  @Get('/plain')
  plain() {
    afterAnswer(() => events.push('plain'))
    return 'done'
  }
}

for (const way of WAYS_IN) {
  describe(`after, through ${way}`, () => {
    let started: Started
    let log: string[]

    beforeEach(async () => {
      events = []
      log = []
      const logger = pino({ level: 'error' }, { write: (line: string) => void log.push(line) })
      started = await startRuntime({ handlers: [Works, Plain], way, logger })
    })

    afterEach(() => started.close())

    it('does work in order, wherever a handler leaves it', async () => {
      expect((await get('/two'))?.body).to.equal('"done"')
      await until(() => events.length === 2)
      expect(events).to.deep.equal(['first', 'second'])
    })

    it('lets nobody wait for it but close()', async () => {
      expect((await get('/held'))?.body).to.equal('"done"')
      expect(events).to.deep.equal([])
      const closed = started.close().then(() => events.push('closed'))
      await delay(50)
      expect(events).to.deep.equal([])
      release()
      await closed
      expect(events).to.deep.equal(['held', 'closed'])
    })

    it('works where the handler fails, and tells of failures in the log alone', async () => {
      const answer = await get('/fails')
      expect(answer?.status).to.equal(418)
      expect(answer?.body).to.equal('{"detail":"teapot"}')
      await until(() => events.includes('nested'))
      expect(log).to.have.length(1)
      expect(log[0]).to.include('in the background').and.include('"route":"/fails"')
    })

    it('works in the middle of a stream', async () => {
      expect((await get('/stream'))?.body).to.have.length(100_011)
      await until(() => events.includes('after'))
      expect(events).to.deep.equal(['streamed', 'after'])
    })

    it('works where the client has left', async () => {
      const { socket } = openRawConnection(started.port)
      socket.write(toRequestBytes({ target: '/waits' }))
      await until(() => events.includes('waits'))
      socket.destroy()
      await until(() => events.includes('left'))
    })

    it('works where a stream is stopped', async () => {
      const { socket } = openRawConnection(started.port)
      socket.write(toRequestBytes({ target: '/endless' }))
      await new Promise((resolve) => socket.once('data', resolve))
      socket.destroy()
      await until(() => events.includes('stopped'))
    })

    it('works in the middleware around a handler', async () => {
      expect((await get('/around'))?.body).to.equal('"done"')
      await until(() => events.length === 2)
      expect(events).to.deep.equal(['of the method', 'of the handler'])
    })

    it('works in plain controllers', async () => {
      expect((await get('/plain'))?.status).to.equal(200)
      await until(() => events.includes('plain'))
    })

    it('is refused where it belongs to no call, and without a function', async () => {
      expect(() => afterAnswer(() => undefined)).to.throw(
        'Call after() in a handler or in middleware, or in what they call',
      )
      expect(() => afterAnswer(Promise.resolve() as never)).to.throw('after() takes a function')
    })

    async function get(target: string) {
      return (await rawRequest(started.port, toRequestBytes({ target }))).answer
    }
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5)
}
