import { expect } from 'chai'
import Koa from 'koa'
import inject, { type InjectOptions } from 'light-my-request'
import { useKoaServer } from 'routing-controllers'

import {
  Answers,
  Errors,
  Pages,
  Secure,
  Used,
  Users,
  checkers,
} from './differential-controllers.test.js'
import { exchangeApp } from './exchange-app.test.js'
import { readControllers } from './read-controllers.js'

const CLASSES = [Users, Answers, Errors, Pages, Used, Secure]

const USER = { email: 'ada@example.com', age: 36 }

function get(url: string, headers: Record<string, string> = {}): InjectOptions {
  return { method: 'GET', url, headers }
}

function send(
  method: 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload: string | object,
  type?: string,
) {
  const headers = { 'content-type': type ?? 'application/json' }
  return { method, url, payload, headers } satisfies InjectOptions
}

const FORM = 'application/x-www-form-urlencoded'

/** Answered exactly as routing-controllers' own Koa driver answers. */
const SAME: readonly InjectOptions[] = [
  get('/users'),
  get('/users/numbers/7'),
  get('/users/numbers/7.5'),
  get('/users/numbers/seven'),
  get('/users/params/x%20y/z'),
  get('/users/query'),
  get('/users/query?limit=5&deep=true&since=2020-01-01&tag=a&tag=b'),
  get('/users/query?limit=five'),
  get('/users/query?deep=maybe'),
  get('/users/query?deep=0&tag=a'),
  get('/users/query?since=never'),
  get('/users/needed'),
  get('/users/needed?q='),
  get('/users/needed?q=x'),
  get('/users/page?page=2&deep=true'),
  get('/users/page?page=0'),
  get('/users/page'),
  get('/users/parsed?filter=%7B%22a%22%3A1%7D'),
  get('/users/parsed?filter=nonsense'),
  get('/users/header'),
  get('/users/header', { 'x-key': 'k', 'x-count': '3' }),
  get('/users/header', { 'x-key': 'k', 'x-count': 'three' }),
  get('/users/headers', { 'x-key': 'k' }),
  get('/users/cookie'),
  get('/users/cookie', { cookie: 'a=1; b=%20x; a=2; c="q"; d; e=f=g' }),
  get('/users/custom', { 'user-agent-name': 'ada' }),
  send('POST', '/users', USER),
  send('POST', '/users', { ...USER, pet: { name: 'Rex' }, extra: 1 }),
  send('POST', '/users', { ...USER, pet: { name: 'far too long' } }),
  send('POST', '/users', { email: 'no', age: 3 }),
  send('POST', '/users', {}),
  send('POST', '/users', 'email=ada%40example.com&age=36', FORM),
  send('POST', '/users/required', ''),
  send('POST', '/users/required', {}),
  send('POST', '/users/loose', { email: 'no' }),
  send('POST', '/users/any', { deep: { er: [1, 2] } }),
  send('POST', '/users/any', '[1,2]'),
  send('POST', '/users/any', 'a=1&b[c]=2&b[d]=3&e=4&e=5&f.g=6', FORM),
  send('POST', '/users/any', '<a/>', 'application/xml'),
  send('POST', '/users/any', '{"a":1}', 'application/vnd.api+json; charset=utf-8'),
  send('POST', '/users/any', '{"a":1}', 'application/merge-patch+json'),
  send('POST', '/users/many', [USER, USER]),
  send('POST', '/users/many', [USER, { email: 'no' }]),
  send('PUT', '/users/field', USER),
  send('PUT', '/users/field', {}),
  send('PUT', '/users/number', { age: '12' }),
  send('PUT', '/users/number', { age: 'x' }),
  send('PATCH', '/users/raw', '{"a": 1}'),
  { method: 'DELETE', url: '/users/3' },
  { method: 'POST', url: '/answers/created' },
  ...['undefined', 'null', 'null-410', 'undefined-202', 'undefined-error'].map((path) =>
    get(`/answers/${path}`),
  ),
  ...['redirect', 'redirect-template', 'redirect-string', 'headers', 'string', 'html'].map((path) =>
    get(`/answers/${path}`),
  ),
  ...['number', 'false', 'promise', 'buffer', 'bytes', 'stream', 'exclude', 'plain'].map((path) =>
    get(`/answers/${path}`),
  ),
  get('/answers/context'),
  get('/answers/response'),
  { method: 'HEAD', url: '/answers/headers' },
  ...['not-found', 'bare', 'teapot', 'shaped', 'unavailable', 'with-header'].map((path) =>
    get(`/errors/${path}`),
  ),
  ...['', '/json', '/undefined', '/error', '/bare', '/number/1', '/number/x'].map((path) =>
    get(`/pages${path}`),
  ),
  ...['state', 'order', 'refused', 'after-error', 'shout'].map((path) => get(`/used/${path}`)),
  get('/secure/any'),
  get('/secure/any', { 'x-role': 'guest' }),
  get('/secure/me'),
  get('/secure/me', { 'x-role': 'guest' }),
  get('/secure/broken', { 'x-role': 'admin' }),
  send('POST', '/secure/admin', { a: 1 }),
  {
    ...send('POST', '/secure/admin', { a: 1 }),
    headers: { 'x-role': 'admin', 'content-type': 'application/json' },
  },
  { method: 'PATCH', url: '/secure/all' },
]

const HEADERS = 'content-type content-length location x-one x-before x-after x-first'.split(' ')

describe('readControllers and the Koa driver of routing-controllers', () => {
  const theirs = useKoaServer(new Koa(), { controllers: CLASSES, development: false, ...checkers })
  theirs.silent = true
  const ours = exchangeApp(readControllers(CLASSES, checkers))

  async function answer(app: Koa, request: InjectOptions) {
    const { statusCode, payload, headers } = await inject(app.callback(), request)
    const seen = HEADERS.map((name) => [name, headers[name]])
    return { status: statusCode, body: payload, headers: Object.fromEntries(seen) }
  }

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
