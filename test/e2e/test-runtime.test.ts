import { Readable } from 'node:stream'

import { createTestRuntime, type TestRuntime } from '@portico/runtime/testing'
import { Depends, exit, fastapiEndpoint, requiresProxyAuth } from '@portico/sdk'
import { expect } from 'chai'
import { IsString } from 'class-validator'

import { rejectionOf } from '../support/rejection-of.js'

class Note {
  @IsString()
  text!: string
}

let exits = 0

async function* brokenParts(): AsyncGenerator<Buffer> {
  yield Buffer.from('a part')
  throw new Error('the rest is lost')
}

function author() {
  return 'of the database'
}

class Notes {
  @fastapiEndpoint()
  by(@Depends(author) name: string) {
    return name
  }

  @fastapiEndpoint({ method: 'POST' })
  add(note: Note) {
    return note.text
  }

  @fastapiEndpoint({ method: 'PUT' })
  replace(note: Note) {
    return note.text
  }

  @fastapiEndpoint()
  @requiresProxyAuth()
  secret() {
    return 'opened'
  }

  @fastapiEndpoint()
  cookies() {
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
    return new Response(null, { status: 204, headers })
  }

  @fastapiEndpoint()
  broken() {
    return Readable.from(brokenParts())
  }

  @exit()
  leave() {
    exits += 1
  }
}

describe('createTestRuntime', () => {
  let runtime: TestRuntime

  beforeEach(async () => {
    runtime = await createTestRuntime({ handlers: [Notes], failedAttemptsLimit: 2 })
  })

  afterEach(() => runtime.close())

  it('sends JSON, and bodies as they are', async () => {
    const caller = runtime.anonymous()
    const json = { text: 'grüezi' }
    expect(await (await caller.fetch('/add', { json })).json()).to.equal('grüezi')
    expect((await caller.fetch('/replace', { method: 'PUT', json })).status).to.equal(200)

    const headers = { 'content-type': 'application/json' }
    const response = await caller.fetch('/add', { headers, body: '{"text":4}' })
    expect(response.status).to.equal(422)
    expect(await response.json()).to.have.nested.property('detail[0].type', 'is_string')
  })

  it('gives every header of an answer, and no body where there is none', async () => {
    const response = await runtime.anonymous().fetch('/cookies')
    expect(response.status).to.equal(204)
    expect(response.headers.getSetCookie()).to.deep.equal(['a=1', 'b=2'])
    expect(await response.text()).to.equal('')
  })

  it('puts something else in the place of a dependency, until that is undone', async () => {
    const by = async () => (await runtime.anonymous().fetch('/by')).json()
    expect(await by()).to.equal('of the database')
    const undo = runtime.override(author, () => 'of the test')
    expect(await by()).to.equal('of the test')
    undo()
    expect(await by()).to.equal('of the database')
    expect(() => runtime.override(brokenParts, author)).to.throw('no endpoint of this runtime')
    expect(() => runtime.override(() => 1, author)).to.throw('depends on that function')
  })

  it('rejects where an answer breaks off', async () => {
    expect(await rejectionOf(runtime.anonymous().fetch('/broken'))).to.be.an('error')
  })

  it('lets in whom a token lets in, and nobody to another environment', async () => {
    const friend = await runtime.as()
    expect(await (await friend.fetch('/secret')).json()).to.equal('opened')
    const elsewhere = await runtime.as({ environments: ['staging'] })
    expect((await elsewhere.fetch('/secret')).status).to.equal(403)
  })

  it('serves an environment that was not there', async () => {
    const staging = await createTestRuntime({ handlers: [Notes], environment: 'staging' })
    const caller = await staging.as({ environments: ['staging'] })
    expect((await caller.fetch('/secret')).status).to.equal(200)
    const other = await staging.as({ environments: ['main'] })
    expect((await other.fetch('/secret')).status).to.equal(403)
    await staging.close()
  })

  it('moves the time by which wrong secrets are forgotten', async () => {
    const headers = { 'Modal-Key': 'wk-0000000000000000000000', 'Modal-Secret': 'ws-wrong' }
    const ask = async (): Promise<number> =>
      (await runtime.anonymous().fetch('/secret', { headers })).status
    expect([await ask(), await ask(), await ask()]).to.deep.equal([401, 401, 429])
    runtime.clock.advance(120_000)
    expect(await ask()).to.equal(401)
    for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => runtime.clock.advance(ms)).to.throw('only goes forwards')
    }
  })

  it('runs the exit methods at close, once', async () => {
    exits = 0
    await runtime.close()
    await runtime.close()
    expect(exits).to.equal(1)
    expect(String(await rejectionOf(runtime.as()))).to.include('This test runtime is closed')
  })

  it('says what it takes', async () => {
    const wrong: readonly (readonly [given: readonly never[], message: string])[] = [
      [[], 'needs handlers'],
      [[undefined as never], 'takes handler classes'],
      [[Notes as never, {} as never], 'takes handler classes'],
      [[{ handlers: [Notes], store: 'sqlite::memory:' } as never], 'leave store out'],
    ]
    for (const [given, message] of wrong) {
      expect(String(await rejectionOf(createTestRuntime(...given)))).to.include(message)
    }
  })
})
