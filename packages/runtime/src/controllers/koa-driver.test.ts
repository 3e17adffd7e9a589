import { expect } from 'chai'
import Koa from 'koa'
import inject, { type InjectOptions } from 'light-my-request'
import { useKoaServer } from 'routing-controllers'

import { exchangeApp } from './exchange-app.test.support.js'
import { Answers } from './fixture-answers.test.support.js'
import { Errors, Pages } from './fixture-errors.test.support.js'
import { Secure, Used, checkers } from './fixture-guarded.test.support.js'
import { Users } from './fixture-users.test.support.js'
import { SAME, get, send } from './koa-driver-requests.test.support.js'
import { readControllers } from './read-controllers.js'

const CLASSES = [Users, Answers, Errors, Pages, Used, Secure]

const HEADERS = 'content-type content-length location x-one x-before x-after x-first'.split(' ')

describe('readControllers and the Koa driver of routing-controllers', () => {
  const theirs = useKoaServer(new Koa(), { controllers: CLASSES, development: false, ...checkers })
  theirs.silent = true
  const ours = exchangeApp(readControllers(CLASSES, checkers))

  for (const request of SAME) {
    const { method, url, payload = '', headers } = request
    const sent = [payload, headers].map((part) => JSON.stringify(part)).join(' ')
    it(`agree on ${method} ${String(url)} ${sent.slice(0, 80)}`, async () => {
      expect(await answer(ours, request)).to.deep.equal(await answer(theirs, request))
    })
  }

  it('differ where an error is not meant for the client: theirs shows it, ours is a 500', async () => {
    for (const path of ['internal', 'internal-later', 'upstream']) {
      const { status, body } = await answer(ours, get(`/errors/${path}`))
      expect({ status, body }).to.deep.equal({
        status: 500,
        body: '{"detail":"Internal Server Error"}',
      })
    }
    expect((await answer(theirs, get('/errors/internal'))).body).to.contain('hunter2')
  })

  it('differ where ctx.throw() says what the client may see: theirs is a 500', async () => {
    const { status, body } = await answer(ours, get('/errors/thrown-by-koa'))
    expect({ status, body }).to.deep.equal({
      status: 409,
      body: '{"name":"ConflictError","message":"taken"}',
    })
    expect((await answer(theirs, get('/errors/thrown-by-koa'))).status).to.equal(500)
  })

  it('differ where @OnNull names an error: theirs sends the request back as its message', async () => {
    const request = get('/answers/null-error', { cookie: 'session=hunter2' })
    const { status, body } = await answer(ours, request)
    expect({ status, body }).to.deep.equal({ status: 404, body: '{"name":"NotFoundError"}' })
    expect((await answer(theirs, request)).body).to.contain('hunter2')
  })

  it('differ on a malformed body: theirs is a text of Koa, ours is JSON', async () => {
    for (const malformed of ['{"a":', '"text"', '{"__proto__":{"x":1}}']) {
      const request = send('POST', '/users/any', malformed)
      const { status, body } = await answer(ours, request)
      expect({ status, body }).to.deep.equal({
        status: 400,
        body: '{"name":"BadRequestError","message":"The request body is malformed"}',
      })
      expect((await answer(theirs, request)).status).to.equal(400)
    }
  })
})

async function answer(app: Koa, request: InjectOptions) {
  const { statusCode, payload, headers } = await inject(app.callback(), request)
  const seen = HEADERS.map((name) => [name, headers[name]])
  return { status: statusCode, body: payload, headers: Object.fromEntries(seen) }
}
