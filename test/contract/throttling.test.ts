import { expect } from 'chai'

import { mintToken } from '@portico/runtime'

import { type RawAnswer, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'
import type { Field } from './proxy-auth/answer-row.js'
import { Guarded } from './proxy-auth/guarded-endpoints.js'

const LIMIT = 5

for (const way of WAYS_IN) {
  describe(`Throttling of wrong secrets through ${way}`, () => {
    let started: Started

    beforeEach(async () => {
      started = await startRuntime({ handlers: [Guarded], failedAttemptsLimit: LIMIT, way })
    })

    afterEach(() => started.close())

    async function send(headers: readonly Field[], target = '/private'): Promise<RawAnswer> {
      const { answer } = await rawRequest(started.port, toRequestBytes({ target, headers }))
      if (answer === undefined) throw new Error('closed without an answer')
      return answer
    }

    async function statusesOf(times: number, headers: readonly Field[]): Promise<number[]> {
      const statuses: number[] = []
      while (statuses.length < times) statuses.push((await send(headers)).status)
      return statuses
    }

    it('answers 429 past the limit, as text and as problem+json', async () => {
      expect(await statusesOf(LIMIT, unknown())).to.deep.equal(Array(LIMIT).fill(401))
      const text = await send(unknown())
      expect(text.status).to.equal(429)
      expect(text.body).to.equal('modal-http: too many failed attempts\n')
      expect(Number(text.header('Retry-After'))).to.be.within(1, 120)
      expect(text.header('Cache-Control')).to.equal('no-store')
      expect(text.header('WWW-Authenticate')).to.equal(undefined)
      expect(text.header('X-Request-Id')).to.be.a('string')

      const problem = await send([...unknown(), ['Accept', 'application/json']])
      expect(JSON.parse(problem.body)).to.deep.equal({
        type: 'about:blank',
        title: 'Too Many Requests',
        status: 429,
        detail: 'too many failed attempts',
        code: 'too_many_attempts',
        request_id: problem.header('X-Request-Id'),
      })
    })

    it('never stops a right secret, nor what is refused for another reason', async () => {
      const good = Object.entries(await started.token())
      const expired = Object.entries(await started.token({ expiresAt: new Date(0) }))
      const nowhere = Object.entries(await started.token({ environments: [] }))
      await statusesOf(LIMIT + 1, unknown())
      expect((await send(unknown())).status).to.equal(429)
      expect((await send(good)).status).to.equal(200)
      expect((await send(expired)).status).to.equal(401)
      expect((await send(nowhere)).status).to.equal(403)
      expect((await send([])).status).to.equal(401)
      expect((await send([], '/open')).status).to.equal(200)
    })

    it('counts wrong secrets alone', async () => {
      const good = Object.entries(await started.token())
      const half = good.slice(0, 1)
      const expired = Object.entries(await started.token({ expiresAt: new Date(0) }))
      const nowhere = Object.entries(await started.token({ environments: [] }))
      for (const headers of [[], half, expired, nowhere, good]) await statusesOf(LIMIT, headers)
      expect((await send(unknown())).status).to.equal(401)
    })

    it('counts unknown ids, wrong secrets and malformed values the same, in every carrier', async () => {
      const { 'Modal-Key': id } = await started.token()
      const { tokenSecret } = mintToken()
      const failures: readonly (readonly Field[])[] = [
        unknown(),
        [
          ['Modal-Key', id],
          ['Modal-Secret', tokenSecret],
        ],
        [['Authorization', `Bearer ${id}.${tokenSecret}`]],
        [['Authorization', `Bearer ${id}`]],
        [
          ['Modal-Key', id],
          ['Modal-Key', id],
        ],
      ]
      expect(failures).to.have.length(LIMIT)
      for (const headers of failures) expect((await send(headers)).status).to.equal(401)
      expect((await send([['Proxy-Authorization', 'Basic %']])).status).to.equal(429)
    })
  })
}

/** A new token that nobody has inserted. */
function unknown(): readonly Field[] {
  const { tokenId, tokenSecret } = mintToken()
  return [
    ['Modal-Key', tokenId],
    ['Modal-Secret', tokenSecret],
  ]
}
