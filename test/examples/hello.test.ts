import { expect } from 'chai'

import { Hello } from '../../examples/hello/app.js'
import { insertProxyToken } from '../support/proxy-token.js'
import { type Served, serveHandlers } from '../support/serve-handlers.js'

describe('the hello example', () => {
  let served: Served

  before(async () => {
    served = await serveHandlers(Hello)
  })

  after(() => served.runtime.close())

  it('greets everybody at its public endpoint', async () => {
    const response = await fetch(`${served.origin}/public`)
    expect(response.status).to.equal(200)
    expect(await response.text()).to.equal('"hello world"')
  })

  it('refuses a stranger at its private endpoint', async () => {
    const response = await fetch(`${served.origin}/private`)
    expect(response.status).to.equal(401)
    expect(await response.text()).to.equal(
      'modal-http: missing credentials for proxy authorization\n',
    )
  })

  it('greets the holder of a token as a friend', async () => {
    const headers = await insertProxyToken(served.runtime.database)
    const response = await fetch(`${served.origin}/private`, { headers: { ...headers } })
    expect(response.status).to.equal(200)
    expect(await response.text()).to.equal('"hello friend"')
  })
})
