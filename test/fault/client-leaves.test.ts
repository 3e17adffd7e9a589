import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { IsString } from 'class-validator'

import { openRawConnection, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, startRuntime } from '../support/start-runtime.js'

const BODY = '{"text":"hello"}'
const HEADERS = [
  ['Content-Type', 'application/json'],
  ['Content-Length', String(BODY.length)],
] as const

class Note {
  @IsString()
  text = ''
}

let finish = (): void => undefined

class Notes {
  @fastapiEndpoint({ method: 'POST', maxConcurrency: 1 })
  async keep(note: Note) {
    await new Promise<void>((resolve) => (finish = resolve))
    return note.text
  }
}

describe('A client that leaves', () => {
  let started: Started

  before(async () => {
    started = await startRuntime({ handlers: [Notes] })
  })

  after(() => started.close())

  it('while it waits for its turn, takes nobody’s place', async () => {
    const first = rawRequest(started.port, request(BODY))
    await delay(30)
    const leaving = openRawConnection(started.port)
    leaving.socket.write(request(''))
    await delay(30)
    leaving.socket.destroy()
    await once(leaving.socket, 'close')
    await delay(30)

    finish()
    expect((await first).answer?.body).to.equal('"hello"')
    const finishing = setInterval(() => finish(), 5)
    try {
      const { answer } = await rawRequest(started.port, request(BODY))
      expect(answer?.body).to.equal('"hello"')
    } finally {
      clearInterval(finishing)
    }
  })
})

/** The body may be missing although it is announced. */
function request(body: string): string {
  return toRequestBytes({ method: 'POST', target: '/keep', headers: HEADERS, body })
}
