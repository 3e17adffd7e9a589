import { Body, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { HttpError } from 'routing-controllers'

import { binderOf, bound, type FakeRequest } from './fake-exchange.test.support.js'

class Files {
  @fastapiEndpoint({ method: 'PUT' })
  bytes(data: Buffer) {
    return data
  }

  @fastapiEndpoint({ method: 'PUT' })
  array(@Body() data: Uint8Array) {
    return data
  }

  @fastapiEndpoint({ method: 'POST' })
  text(@Body() note: string) {
    return note
  }

  @fastapiEndpoint({ method: 'POST' })
  optional(@Body() note = 'nothing') {
    return note
  }

  @fastapiEndpoint()
  got(data: Buffer) {
    return data
  }

  @fastapiEndpoint({ method: 'POST' })
  twice(one: Buffer, @Body() two: string) {
    return [one, two]
  }

  @fastapiEndpoint({ method: 'POST' })
  numbers(@Body() count: number) {
    return count
  }
}

describe('a raw body', () => {
  for (const handler of ['bytes', 'array']) {
    it(`is given as bytes to ${handler}, whatever its type`, async () => {
      const body = Buffer.from([0xff, 0x00, 0x5b])
      for (const type of [undefined, 'image/png', 'application/json']) {
        const headers = type === undefined ? {} : { 'content-type': type }
        expect(await ask(handler, { body, headers })).to.deep.equal([body])
      }
      expect(await ask(handler, {})).to.deep.equal([Buffer.alloc(0)])
    })
  }

  it('is given as text in its own character set', async () => {
    expect(await ask('text', text('é', 'text/plain'))).to.deep.equal(['é'])
    const latin = { ...text('', 'text/plain; charset=ISO-8859-1'), body: Buffer.from([0xe9]) }
    expect(await ask('text', latin)).to.deep.equal(['é'])
    expect(await ask('text', {})).to.deep.equal([''])
  })

  it('is left to the default of the method where there is none', async () => {
    expect(await ask('optional', {})).to.deep.equal([undefined])
    expect(await ask('optional', text('a', 'text/markdown'))).to.deep.equal(['a'])
  })

  for (const type of ['application/json', 'text/plain; charset=klingon', '']) {
    it(`is refused as text with the type "${type}"`, async () => {
      const error = await ask('text', text('a', type)).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(HttpError).with.property('httpCode', 415)
    })
  }

  it('is refused where it is no text', async () => {
    const request = { ...text('', 'text/plain'), body: Buffer.from([0xff]) }
    expect(await ask('text', request)).to.have.nested.include({
      'detail[0].type': 'string_unicode',
      'detail[0].input': null,
    })
  })

  it('is what a parser before us has kept of it', async () => {
    const ctx = { request: { rawBody: '{ }' } }
    expect(await ask('bytes', { parsedBody: {}, ctx })).to.deep.equal([Buffer.from('{ }')])
    expect(await ask('text', { ...text('', 'text/plain'), parsedBody: 'a', ctx })).to.deep.equal([
      'a',
    ])
  })

  const wrong: readonly (readonly [string, string])[] = [
    ['got', "bytes come from a body, which GET endpoints don't have"],
    ['twice', 'takes its body more than once'],
    ['numbers', "a whole body can't be a number"],
  ]
  for (const [handler, message] of wrong) {
    it(`is refused at load in "${handler}"`, () => {
      const method = handler === 'got' ? 'GET' : 'POST'
      expect(() => binderOf(Files, handler, { method })).to.throw(message)
    })
  }
})

function text(body: string, type: string): FakeRequest {
  return { body, headers: { 'content-type': type } }
}

function ask(handler: string, request: FakeRequest): Promise<unknown> {
  return bound(binderOf(Files, handler, { method: 'POST' }), request)
}
