import type { AddressInfo } from 'node:net'
import { type Server, createServer } from 'node:http'

import { type Runtime, createRuntime } from '@portico/runtime'
import { HeaderParam, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import Koa from 'koa'

import { startRuntime } from '../support/start-runtime.js'

class Hello {
  @fastapiEndpoint({ requiresProxyAuth: true })
  private() {
    return 'hello friend'
  }
}

describe('an existing Koa application that middleware() is mounted in', () => {
  let runtime: Runtime
  let server: Server
  let origin: string
  const reported: unknown[] = []

  before(async () => {
    runtime = await createRuntime({ handlers: [Hello], store: 'sqlite::memory:' })
    const app = new Koa()
    app.on('error', (error: unknown) => reported.push(error))
    app.use(runtime.middleware())
    app.use((ctx) => {
      if (ctx.path === '/broken') throw new Error('of the application')
      ctx.body = `application: ${ctx.url}`
    })
    server = createServer(app.callback()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    origin = `http://127.0.0.1:${port}`
  })

  after(async () => {
    server.closeAllConnections()
    server.close()
    await runtime.close()
  })

  it('keeps its own URLs, in whatever form it has them', async () => {
    for (const path of ['/', '/files/a%2Fb', '//double', '/private2']) {
      const response = await fetch(origin + path)
      expect({ status: response.status, body: await response.text() }).to.deep.equal({
        status: 200,
        body: `application: ${path}`,
      })
    }
  })

  it('keeps its own error handling', async () => {
    const response = await fetch(`${origin}/broken`)
    expect({ status: response.status, body: await response.text() }).to.deep.equal({
      status: 500,
      body: 'Internal Server Error',
    })
    expect(String(reported.at(-1))).to.equal('Error: of the application')
  })

  it('may have a second runtime mounted behind, whose guard still finds credentials', async () => {
    class Second {
      @fastapiEndpoint({ requiresProxyAuth: true })
      second(@HeaderParam('Modal-Key', { default: 'none' }) key: string) {
        return key
      }
    }
    const first = await startRuntime({ handlers: [Hello] })
    const other = await createRuntime({ handlers: [Second], store: first.runtime.database })
    const application = new Koa()
    const seen: string[] = []
    application.use(first.runtime.middleware())
    application.use((ctx, next) => {
      seen.push(ctx.get('Modal-Key'))
      return next()
    })
    application.use(other.middleware())
    const listening = createServer(application.callback()).listen(0, '127.0.0.1')
    await new Promise((resolve) => listening.once('listening', resolve))
    const headers = { ...(await first.token()) }
    const ask = async (path: string, init: object) => {
      const { port } = listening.address() as AddressInfo
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
      return `${response.status} ${await response.text()}`
    }
    expect(await ask('/private', { headers })).to.equal('200 "hello friend"')
    expect(await ask('/second', { headers })).to.equal('200 "none"')
    expect(await ask('/second', {})).to.match(/^401 /)
    expect(seen).to.deep.equal(['', ''])
    listening.closeAllConnections()
    listening.close()
    await other.close()
    await first.close()
  })

  it('has the guard in front of our endpoints', async () => {
    expect((await fetch(`${origin}/private`)).status).to.equal(401)
    expect((await fetch(`${origin}/%70rivate`)).status).to.equal(401)
  })
})
