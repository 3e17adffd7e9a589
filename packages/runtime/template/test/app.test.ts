import { createTestRuntime, type TestRuntime } from '@portico/runtime/testing'
import { expect } from 'chai'

import { Greeter } from '../src/app.js'

describe('Greeter', () => {
  let runtime: TestRuntime

  beforeEach(async () => {
    runtime = await createTestRuntime(Greeter)
  })

  afterEach(() => runtime.close())

  it('greets everybody', async () => {
    const response = await runtime.anonymous().fetch('/hello?name=Ada')
    expect(await response.json()).to.deep.equal({ greeting: 'hello Ada' })
  })

  it('adds for whom its token lets in', async () => {
    const caller = await runtime.as()
    const response = await caller.fetch('/add', { json: { left: 1, right: 2 } })
    expect(await response.json()).to.deep.equal({ total: 3 })
  })

  it('refuses a stranger', async () => {
    const response = await runtime.anonymous().fetch('/add', { json: { left: 1, right: 2 } })
    expect(response.status).to.equal(401)
  })
})
