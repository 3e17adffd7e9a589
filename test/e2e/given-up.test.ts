import { setTimeout as delay } from 'node:timers/promises'

import { Depends, Signal, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'
import { until } from '../support/until.js'

let events: string[] = []
let release: () => void = () => undefined

async function* connection(name = 'one') {
  events.push('open')
  try {
    yield name
    events.push('commit')
  } finally {
    events.push('close')
  }
}

async function abortOf(signal: AbortSignal): Promise<void> {
  events.push('begin')
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
  await delay(5)
  events.push('end')
}

class Slow {
  @fastapiEndpoint()
  left(@Depends(connection) _name: string, @Signal() signal: AbortSignal) {
    return abortOf(signal)
  }

  @fastapiEndpoint({ timeoutMs: 20 })
  late(@Depends(connection) _name: string, @Signal() signal: AbortSignal) {
    return abortOf(signal)
  }

  @fastapiEndpoint()
  async *stream(@Depends(connection) _name: string) {
    try {
      for (let n = 0; ; n++) {
        yield n
        await delay(1)
      }
    } finally {
      await delay(5)
      events.push('end')
    }
  }

  @fastapiEndpoint()
  async *failing(@Depends(connection) _name: string) {
    yield 1
    throw new Error('no more')
  }

  @fastapiEndpoint()
  async *whole(@Depends(connection) _name: string) {
    yield 1
  }

  @fastapiEndpoint({ timeoutMs: 20 })
  never(@Depends(connection) _name: string) {
    return new Promise(() => undefined)
  }

  @fastapiEndpoint({ maxConcurrency: 1, timeoutMs: 50 })
  one(n: number) {
    events.push(`call ${n}`)
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }
}

for (const way of WAYS_IN) {
  describe(`a call that is given up, through ${way}`, () => {
    let started: Started

    beforeEach(async () => {
      events = []
      started = await startRuntime({ handlers: [Slow], way })
    })
    afterEach(() => started.close())

    it('keeps what dependencies gave it until it is over, where the client has left', async () => {
      const client = new AbortController()
      const answer = fetch(`${started.origin}/left`, { signal: client.signal })
      await until(() => events.includes('begin'))
      client.abort()
      await answer.catch(() => undefined)
      await until(() => events.includes('close'))
      expect(events).to.deep.equal(['open', 'begin', 'end', 'commit', 'close'])
    })

    it('keeps it where the answer was 504', async () => {
      expect((await fetch(`${started.origin}/late`)).status).to.equal(504)
      await until(() => events.includes('close'))
      expect(events).to.deep.equal(['open', 'begin', 'end', 'commit', 'close'])
    })

    it('keeps it until a stream has noticed', async () => {
      const client = new AbortController()
      const answer = await fetch(`${started.origin}/stream`, { signal: client.signal })
      await answer.body?.getReader().read()
      client.abort()
      await until(() => events.includes('close'))
      expect(events).to.deep.equal(['open', 'end', 'close'])
    })

    it('counts as failed where its stream fails, and as done where that comes to its end', async () => {
      const failed = await fetch(`${started.origin}/failing`)
      await failed.text().catch(() => undefined)
      await until(() => events.includes('close'))
      expect(events).to.deep.equal(['open', 'close'])
      expect(await (await fetch(`${started.origin}/whole`)).text()).to.equal('1\n')
      await until(() => events.length === 5)
      expect(events.slice(2)).to.deep.equal(['open', 'commit', 'close'])
    })

    it('does not hold up close(), and loses what it was given then', async () => {
      expect((await fetch(`${started.origin}/never`)).status).to.equal(504)
      expect(events).to.deep.equal(['open'])
      await started.close()
      expect(events).to.deep.equal(['open', 'close'])
    })

    it('is not begun where it was still in line', async () => {
      const answers = [1, 2].map((n) => fetch(`${started.origin}/one?n=${n}`))
      for (const answer of answers) expect((await answer).status).to.equal(504)
      const [first] = events
      release()
      const third = fetch(`${started.origin}/one?n=3`)
      await until(() => events.includes('call 3'))
      release()
      expect((await third).status).to.equal(200)
      expect(events).to.deep.equal([first, 'call 3'])
    })
  })
}
