import { setTimeout as delay } from 'node:timers/promises'

import { AuthError, type Scheme, type SchemeAnswer, fastapiEndpoint, proxyAuth } from '@portico/sdk'
import { expect } from 'chai'

import { type Started, startRuntime } from '../support/start-runtime.js'

/** A scheme as a user would write it: one key in one header. */
const apiKey: Scheme = {
  name: 'api-key',
  challenge: 'ApiKey realm="test"',
  authenticate({ headers }): SchemeAnswer {
    const [key, second] = headers.values('x-api-key')
    if (key === undefined) return undefined
    if (key === 'open-sesame' && second === undefined) {
      return { ok: true, principal: { scheme: 'api-key', id: 'ali' }, headers: { 'X-Who': 'ali' } }
    }
    return { ok: false, error: new AuthError('invalid_credentials', 'the key is wrong') }
  },
}

/** One that has to ask somebody. */
const slowKey: Scheme = {
  ...apiKey,
  name: 'slow-key',
  challenge: 'Slow',
  async authenticate(request, services) {
    await delay(1)
    return apiKey.authenticate(request, services)
  },
}

const broken: Scheme = {
  name: 'broken',
  challenge: 'Broken',
  authenticate() {
    throw new Error('the directory of users is on fire')
  },
}

const nowhere: Scheme = {
  ...apiKey,
  authenticate: (): SchemeAnswer => ({
    ok: true,
    principal: { scheme: 'api-key', id: 'ali', reach: { endpoints: new Set<string>() } },
  }),
}

class Guarded {
  @fastapiEndpoint({ auth: apiKey })
  one() {
    return 'in'
  }

  @fastapiEndpoint({ auth: [slowKey, proxyAuth()] })
  either() {
    return 'in'
  }

  @fastapiEndpoint({ auth: broken })
  broken() {
    return 'in'
  }

  @fastapiEndpoint({ auth: nowhere })
  nowhere() {
    return 'in'
  }
}

describe('a scheme of a user’s own', () => {
  let started: Started

  before(async () => {
    started = await startRuntime({ handlers: [Guarded], failedAttemptsLimit: 3 })
  })

  after(() => started.close())

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${started.origin}${path}`, { headers })
    return { status: response.status, body: await response.text(), headers: response.headers }
  }

  it('admits, and adds its headers to the answer', async () => {
    const answer = await get('/one', { 'x-api-key': 'open-sesame' })
    expect(answer).to.include({ status: 200, body: '"in"' })
    expect(answer.headers.get('x-who')).to.equal('ali')
  })

  it('refuses with its own challenge', async () => {
    const missing = await get('/one')
    expect(missing).to.include({ status: 401, body: 'modal-http: missing credentials\n' })
    expect(missing.headers.get('www-authenticate')).to.equal('ApiKey realm="test"')
  })

  it('is asked in order, the first answer deciding, whether it waits or not', async () => {
    const token = await started.token()
    expect(await get('/either', { 'x-api-key': 'open-sesame' })).to.include({ status: 200 })
    expect(await get('/either', { ...token })).to.include({ status: 200 })
    expect(await get('/either', { ...token, 'x-api-key': 'wrong' })).to.include({
      status: 401,
      body: 'modal-http: the key is wrong\n',
    })
  })

  it('is named beside the others where none found a credential', async () => {
    const missing = await get('/either')
    expect(missing.status).to.equal(401)
    expect(missing.headers.get('www-authenticate')).to.equal('Slow, Bearer realm="proxy"')
  })

  it('lets nobody in where it throws, and tells nothing of the reason', async () => {
    expect(await get('/broken')).to.include({
      status: 500,
      body: '{"detail":"Internal Server Error"}',
    })
  })

  it('is held to the reach that it finds', async () => {
    expect(await get('/nowhere')).to.include({
      status: 403,
      body: 'modal-http: caller is not allowed at this endpoint\n',
    })
  })

  it('is throttled for wrong secrets alone', async () => {
    const wrong = { 'x-api-key': 'wrong' }
    const statuses: number[] = []
    for (let attempt = 0; attempt < 5; attempt += 1) {
      statuses.push((await get('/one', wrong)).status)
    }
    expect(statuses.at(-1)).to.equal(429)
    expect(await get('/one')).to.include({ status: 401 })
    expect(await get('/one', { 'x-api-key': 'open-sesame' })).to.include({ status: 200 })
  })
})
