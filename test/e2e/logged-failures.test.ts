import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

import { Ctx, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import type { Context } from 'koa'
import { pino } from 'pino'

import { openRawConnection, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, startRuntime } from '../support/start-runtime.js'

class Failing {
  @fastapiEndpoint()
  stream() {
    return failing()
  }

  @fastapiEndpoint()
  koaStream(@Ctx() ctx: Context) {
    ctx.body = failing()
  }

  @fastapiEndpoint()
  koaCircle(@Ctx() ctx: Context) {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    ctx.body = circle
  }

  @fastapiEndpoint()
  endless() {
    return new Readable({ read: slowly })
  }

  @fastapiEndpoint()
  koaEndless(@Ctx() ctx: Context) {
    ctx.body = new Readable({ read: slowly })
  }
}

function failing(): Readable {
  return new Readable({
    read() {
      this.destroy(new Error('the disk is gone'))
    },
  })
}

function slowly(this: Readable): void {
  setTimeout(() => this.push('more'), 5)
}

describe('A failure after the handler has returned', () => {
  let started: Started
  let lines: string[]

  before(async () => {
    const logger = pino({ level: 'error' }, { write: (line) => lines.push(line) })
    started = await startRuntime({ handlers: [Failing], logger })
  })

  beforeEach(() => {
    lines = []
  })

  after(() => started.close())

  for (const [path, message] of [
    ['/stream', 'the disk is gone'],
    ['/koa-stream', 'the disk is gone'],
    ['/koa-circle', 'circular structure'],
  ] as const) {
    it(`is in the log at ${path}, once`, async () => {
      await rawRequest(started.port, toRequestBytes({ target: path }))
      expect(lines).to.have.lengthOf(1)
      expect(lines[0]).to.contain(message).and.to.contain(`"route":"${path}"`)
    })
  }

  for (const path of ['/endless', '/koa-endless']) {
    it(`is none at ${path}, where the client leaves`, async () => {
      const connection = openRawConnection(started.port)
      connection.socket.write(toRequestBytes({ target: path }))
      while (!connection.received().includes('more')) await delay(5)
      connection.socket.destroy()
      await delay(50)
      expect(lines).to.deep.equal([])
    })
  }

  for (const path of ['/nowhere', '/endless', '/koa-endless']) {
    it(`is none at ${path}, where no HTTP follows the request, which may hold a secret`, async () => {
      const connection = openRawConnection(started.port)
      connection.socket.write(`${toRequestBytes({ target: path })}{"secret":"ws-1"} and more`)
      await connection.closed()
      await delay(50)
      expect(lines).to.deep.equal([])
    })
  }
})
