import { Readable } from 'node:stream'

import { createTestRuntime, type TestRuntime } from '@portico/runtime/testing'
import { Body, fastapiEndpoint, FormField, type Upload, UploadedFile } from '@portico/sdk'
import { expect } from 'chai'

class Files {
  @fastapiEndpoint({ method: 'POST' })
  async keep(
    @UploadedFile('file', { storage: 'disk' }) file: Upload,
    @FormField('title') title: string,
  ) {
    return [title, file.name, String(await file.bytes())]
  }

  @fastapiEndpoint({ method: 'POST' })
  login(@FormField('name') name: string) {
    return name
  }

  @fastapiEndpoint({ method: 'POST', maxBodyBytes: 10 })
  async count(@Body({ type: Readable }) data: Readable) {
    let size = 0
    for await (const chunk of data as AsyncIterable<Buffer>) size += chunk.length
    return size
  }
}

describe('createTestRuntime()', () => {
  let runtime: TestRuntime

  before(async () => {
    runtime = await createTestRuntime(Files)
  })

  after(() => runtime.close())

  it('sends forms as they are', async () => {
    const form = new FormData()
    form.append('title', 'ä')
    form.append('file', new File(['hello'], 'a.txt'))
    const kept = await runtime.anonymous().fetch('/keep', { body: form })
    expect(await kept.json()).to.deep.equal(['ä', 'a.txt', 'hello'])

    const body = new URLSearchParams({ name: 'a&b' })
    const login = await runtime.anonymous().fetch('/login', { body })
    expect(await login.json()).to.equal('a&b')
  })

  it('lets bodies be read as streams, within their limit', async () => {
    const counted = await runtime.anonymous().fetch('/count', { body: 'x'.repeat(10) })
    expect(await counted.json()).to.equal(10)
    const refused = await runtime.anonymous().fetch('/count', { body: 'x'.repeat(11) })
    expect(refused.status).to.equal(413)
  })
})
