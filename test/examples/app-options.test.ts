import { type Runtime, createRuntime, loadManifest } from '@portico/runtime'
import { type TestClient, type TestRuntime, createTestRuntime } from '@portico/runtime/testing'
import { expect } from 'chai'
import { join } from 'node:path'

import { Shop, app } from '../../examples/app-options/app.js'
import { insertProxyToken } from '../support/proxy-token.js'
import { REPOSITORY } from '../support/repository.js'

describe('the app-options example', () => {
  let runtime: TestRuntime
  let ann: TestClient

  before(async () => {
    runtime = await createTestRuntime({ handlers: [Shop], app })
    ann = await runtime.as()
  })

  after(() => runtime.close())

  async function buy(article: string, headers: Record<string, string> = { 'X-Customer': 'ann' }) {
    const response = await ann.fetch(`/buy?article=${article}`, { method: 'POST', headers })
    return [response.status, await response.json()]
  }

  it('sells what is in stock, to a customer', async () => {
    expect(await buy('bread')).to.deep.equal([200, { customer: 'ann', article: 'bread', left: 1 }])
    expect((await buy('bread', {}))[0]).to.equal(401)
  })

  it('answers 409 where nothing is left', async () => {
    expect(await buy('milk')).to.deep.equal([409, { detail: 'milk is out of stock' }])
  })

  it('has its header on the guard’s answers, too', async () => {
    const response = await runtime.anonymous().fetch('/buy', { method: 'POST' })
    expect(response.status).to.equal(401)
    expect(response.headers.get('X-Content-Type-Options')).to.equal('nosniff')
  })

  it('is the same as the command line loads it', async () => {
    const manifest = await loadManifest([join(REPOSITORY, 'examples/app-options/app.ts')])
    const served: Runtime = await createRuntime({ manifest, store: 'sqlite::memory:' })
    const { port } = await served.listen()
    const headers = { ...(await insertProxyToken(served.database)), 'X-Customer': 'ann' }
    const url = `http://127.0.0.1:${port}/buy?article=milk`
    const response = await fetch(url, { method: 'POST', headers })
    expect([response.status, await response.json()]).to.deep.equal([
      409,
      { detail: 'milk is out of stock' },
    ])
    await served.close()
  })
})
