import { createTestRuntime, type TestRuntime } from '@portico/runtime/testing'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

class Greeter {
  @fastapiEndpoint({ requiresProxyAuth: true })
  hello(name = 'world') {
    return `hello ${name}`
  }
}

describe('Greeter', () => {
  let runtime: TestRuntime

  beforeEach(async () => {
    runtime = await createTestRuntime(Greeter)
  })

  afterEach(() => runtime.close())

  it('refuses a stranger', async () => {
    const response = await runtime.anonymous().fetch('/hello')
    expect(response.status).to.equal(401)
  })

  it('greets whom its token lets in', async () => {
    const caller = await runtime.as({ environments: ['main'], endpoints: ['app-greeter-hello'] })
    const response = await caller.fetch('/hello?name=Ada')
    expect(await response.json()).to.equal('hello Ada')
  })

  it('refuses a token for another endpoint', async () => {
    const caller = await runtime.as({ endpoints: ['app-billing-pay'] })
    const response = await caller.fetch('/hello')
    expect(response.status).to.equal(403)
  })

  it('refuses a token that has expired', async () => {
    const caller = await runtime.as({ expiresInMs: 60_000 })
    runtime.clock.advance(60_000)
    const response = await caller.fetch('/hello')
    expect(response.status).to.equal(401)
  })
})
