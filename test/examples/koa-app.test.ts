import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

import type { Runtime } from '@portico/runtime'
import { expect } from 'chai'

import { createApp } from '../../examples/koa-app/app.js'
import { insertProxyToken } from '../support/proxy-token.js'

describe('the koa-app example', () => {
  let runtime: Runtime
  let server: Server
  let origin: string

  before(async () => {
    const created = await createApp({ store: 'sqlite::memory:' })
    runtime = created.runtime
    server = createServer(created.app.callback()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
  })

  after(async () => {
    server.close()
    server.closeAllConnections()
    await runtime.close()
  })

  it("still serves the application's own page", async () => {
    const response = await fetch(origin)
    expect(response.status).to.equal(200)
    expect(await response.text()).to.equal('a page of the application')
  })

  it('guards the endpoint that was added', async () => {
    expect((await fetch(`${origin}/report`)).status).to.equal(401)
  })

  it('answers the holder of a token at the endpoint that was added', async () => {
    const headers = await insertProxyToken(runtime.database)
    const response = await fetch(`${origin}/report`, { headers: { ...headers } })
    expect(response.status).to.equal(200)
    expect(await response.json()).to.deep.equal({ visitors: 12 })
  })
})
