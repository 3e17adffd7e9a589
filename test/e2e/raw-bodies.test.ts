import { Body, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { type Started, WAYS_IN, earlierBodyParser, startRuntime } from '../support/start-runtime.js'

let calls = 0

class Raw {
  @fastapiEndpoint({ method: 'POST', path: '/bytes', maxBodyBytes: 100 })
  bytes(data: Buffer) {
    calls += 1
    return data
  }

  @fastapiEndpoint({ method: 'POST', path: '/text' })
  text(@Body() note: string) {
    return note
  }

  @fastapiEndpoint({ method: 'POST', path: '/private', requiresProxyAuth: true })
  private(data: Uint8Array) {
    calls += 1
    return data
  }
}

for (const way of WAYS_IN) {
  describe(`raw bodies (${way})`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Raw], way })
    })

    after(() => started.close())

    beforeEach(() => {
      calls = 0
    })

    it('gives the bytes that were sent', async () => {
      const sent = Buffer.from([0, 0xff, 0x7b])
      const answer = await post('/bytes', sent, { 'content-type': 'image/png' })
      expect(Buffer.from(await answer.arrayBuffer())).to.deep.equal(sent)
    })

    it('refuses more than maxBodyBytes', async () => {
      expect((await post('/bytes', Buffer.alloc(100))).status).to.equal(200)
      expect((await post('/bytes', Buffer.alloc(101))).status).to.equal(413)
      expect(calls).to.equal(1)
    })

    it('gives text, and refuses what says that it is none', async () => {
      expect(await (await post('/text', 'hé')).json()).to.equal('hé')
      const refused = await post('/text', '"hé"', { 'content-type': 'application/json' })
      expect(refused.status).to.equal(415)
    })

    it('lets no stranger in', async () => {
      expect((await post('/private', 'x')).status).to.equal(401)
      expect(calls).to.equal(0)
      expect((await post('/private', 'x', { ...(await started.token()) })).status).to.equal(200)
    })

    function post(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
      return fetch(`${started.origin}${path}`, { method: 'POST', body, headers })
    }
  })
}

describe('raw bodies behind a body parser', () => {
  it('are refused with 500 where nothing of them is left', async () => {
    calls = 0
    const before = [earlierBodyParser]
    const started = await startRuntime({ handlers: [Raw], way: 'koa app', before })
    const answer = await fetch(`${started.origin}/bytes`, { method: 'POST', body: '{}' })
    expect(answer.status).to.equal(500)
    expect(await answer.json()).to.deep.equal({ detail: 'Internal Server Error' })
    expect(calls).to.equal(0)
    await started.close()
  })
})
