import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { createProxyAuthFetch, type RetryOptions } from '@portico/sdk/client'
import { expect } from 'chai'

import { type RecordingServer, startRecordingServer } from '../support/recording-server.js'
import { rejectionOf } from '../support/rejection-of.js'

const TOKEN = { tokenId: 'wk-1', tokenSecret: 'ws-1' }

describe('proxyAuthFetch, told to come back,', () => {
  let server: RecordingServer
  /** Answers that are still to be given before the good one. */
  let refusals: { readonly status: number; readonly retryAfter?: string }[] = []

  before(async () => {
    server = await startRecordingServer((_, response) => {
      const refusal = refusals.shift()
      if (refusal === undefined) return response.end('welcome')
      const { status, retryAfter } = refusal
      response.writeHead(status, retryAfter === undefined ? {} : { 'Retry-After': retryAfter })
      return response.end('later')
    })
  })

  beforeEach(() => {
    server.requests.length = 0
    refusals = []
  })

  after(() => server.close())

  function ask(init: RequestInit = {}, options: RetryOptions = {}): Promise<Response> {
    return createProxyAuthFetch({ ...TOKEN, ...options })(server.origin, init)
  }

  for (const status of [429, 503]) {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
      it(`comes back: ${method}, ${status}`, async () => {
        refusals = [{ status, retryAfter: '0' }]
        expect((await ask({ method })).status).to.equal(200)
        expect(server.requests.map((request) => request.method)).to.deep.equal([method, method])
      })
    }

    for (const method of ['POST', 'PATCH']) {
      it(`does nothing twice, unless it may: ${method}, ${status}`, async () => {
        refusals = [{ status, retryAfter: '0' }]
        expect((await ask({ method, body: 'text' })).status).to.equal(status)
        refusals = [{ status, retryAfter: '0' }]
        const answer = await ask({ method, body: 'text' }, { retryEveryMethod: true })
        expect(answer.status).to.equal(200)
        expect(server.requests.map(({ body }) => body)).to.deep.equal(['text', 'text', 'text'])
      })
    }
  }

  it('waits for as long as it is asked to', async () => {
    refusals = [{ status: 429, retryAfter: '1' }]
    const before = performance.now()
    await ask()
    expect(performance.now() - before).to.be.at.least(990)
  })

  it('comes back three times, or as often as it is told', async () => {
    const busy = { status: 503, retryAfter: '0' }
    refusals = [busy, busy, busy, busy]
    expect((await ask()).status).to.equal(503)
    expect(server.requests).to.have.lengthOf(4)

    refusals = [busy]
    expect((await ask({}, { maxRetries: 0 })).status).to.equal(503)
    expect(server.requests).to.have.lengthOf(5)
  })

  it('returns what names no time, one too long, or another status, with its body', async () => {
    for (const refusal of [
      { status: 429 },
      { status: 429, retryAfter: 'soon' },
      { status: 503, retryAfter: '31' },
      { status: 500, retryAfter: '0' },
    ]) {
      refusals = [refusal]
      const answer = await ask()
      expect(answer.status).to.equal(refusal.status)
      expect(await answer.text()).to.equal('later')
    }
    refusals = [{ status: 429, retryAfter: '1' }]
    expect((await ask({}, { maxRetryWaitMs: 999 })).status).to.equal(429)
    expect(server.requests).to.have.lengthOf(5)
  })

  it("doesn't send a stream again", async () => {
    refusals = [{ status: 429, retryAfter: '0' }]
    const body = new Blob(['streamed']).stream()
    expect((await ask({ method: 'PUT', body, duplex: 'half' })).status).to.equal(429)
  })

  it('stops waiting when it is told to stop', async () => {
    refusals = [{ status: 429, retryAfter: '20' }]
    const controller = new AbortController()
    const asking = rejectionOf(ask({ signal: controller.signal }))
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const reason = new Error('enough')
    setTimeout(() => controller.abort(reason), 50)
    expect(await asking).to.equal(reason)
    expect(server.requests).to.have.lengthOf(1)
  })

  it('stops waiting when the Request is aborted, which nobody else holds any more', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage: () => void = runInNewContext('gc')
    refusals = [{ status: 429, retryAfter: '20' }]
    const controller = new AbortController()
    const { signal } = controller
    const asking = rejectionOf(createProxyAuthFetch(TOKEN)(new Request(server.origin, { signal })))
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, 50))
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 10))
    collectGarbage()
    controller.abort()
    expect(await asking).to.include({ name: 'AbortError' })
  })
})
