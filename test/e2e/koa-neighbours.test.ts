import { type Server, createServer } from 'node:http'
import { once } from 'node:events'

import { type Runtime, createRuntime } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import Koa from 'koa'
import { pino } from 'pino'

class Hello {
  @fastapiEndpoint({ path: '/hello' })
  hello() {
    return 'hello'
  }

  @fastapiEndpoint({ path: '/broken' })
  broken() {
    throw new Error('the endpoint is broken')
  }
}

describe('what an application has beside our endpoints', () => {
  let runtime: Runtime
  let server: Server
  let origin: string
  let caught: unknown[]

  before(async () => {
    runtime = await createRuntime({
      handlers: [Hello],
      store: 'sqlite::memory:',
      logger: pino({ level: 'silent' }),
    })
    const app = new Koa()
    app.use(async (ctx, next) => {
      await next().catch((error: unknown) => {
        caught.push(error)
        ctx.status = 503
        ctx.body = 'the application’s own words'
      })
    })
    app.use(runtime.middleware())
    app.use(() => {
      throw new Error('the page is broken')
    })
    server = createServer(app.callback()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
  })

  beforeEach(() => {
    caught = []
  })

  after(async () => {
    server.close()
    server.closeAllConnections()
    await runtime.close()
  })

  it('has its errors answered by the application', async () => {
    const response = await fetch(`${origin}/page`)
    expect(response.status).to.equal(503)
    expect(await response.text()).to.equal('the application’s own words')
    expect(caught.map(String)).to.deep.equal(['Error: the page is broken'])
  })

  it('never sees the errors of our endpoints', async () => {
    const response = await fetch(`${origin}/broken`)
    expect(response.status).to.equal(500)
    expect(await response.text()).to.equal('{"detail":"Internal Server Error"}')
    expect(caught).to.deep.equal([])
  })
})
