import { Ctx, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import type { Context } from 'koa'

import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

let called = 0

class Tagged {
  @fastapiEndpoint({ etag: true })
  open(name = 'world') {
    called += 1
    return { hello: name }
  }

  @fastapiEndpoint({ etag: true, requiresProxyAuth: true })
  closed() {
    called += 1
    return { hello: 'world' }
  }

  @fastapiEndpoint({ etag: true })
  bytes() {
    return Buffer.from('bytes')
  }

  @fastapiEndpoint({ etag: true })
  async *stream() {
    yield 1
  }

  @fastapiEndpoint({ etag: true, statusCode: 404 })
  failure() {
    return 'none'
  }

  @fastapiEndpoint({ etag: true })
  ownCaching(@Ctx() ctx: Context) {
    ctx.set('Cache-Control', 'max-age=60')
    return 1
  }

  @fastapiEndpoint()
  untagged() {
    return 1
  }
}

for (const way of WAYS_IN) {
  describe(`etag, by ${way}`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ way, handlers: [Tagged] })
    })
    after(() => started.close())

    const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${started.origin}${path}`, { method, headers })
    const tagOf = async (path: string) => (await ask(path)).headers.get('etag') ?? 'none'

    it('gives an answer a weak tag of its content, and has it asked for again', async () => {
      const answer = await ask('/open')
      expect(answer.headers.get('etag')).to.match(/^W\/"[\w-]{27}"$/)
      expect(answer.headers.get('cache-control')).to.equal('no-cache')
      expect(await tagOf('/open')).to.equal(answer.headers.get('etag'))
      expect(await tagOf('/open?name=you')).not.to.equal(answer.headers.get('etag'))
      expect(await tagOf('/bytes')).to.match(/^W\//)
    })

    it('answers 304 without a body where the client has it, after the handler has run', async () => {
      const tag = await tagOf('/open')
      const before = called
      const answer = await ask('/open', { 'If-None-Match': tag, Origin: 'https://a.example' })
      expect(answer.status).to.equal(304)
      expect(await answer.text()).to.equal('')
      expect(called).to.equal(before + 1)
      expect(answer.headers.get('etag')).to.equal(tag)
      expect(answer.headers.get('cache-control')).to.equal('no-cache')
      expect(answer.headers.get('content-type')).to.equal(null)
      expect(answer.headers.get('content-length')).to.equal(null)
      expect(answer.headers.get('access-control-allow-origin')).to.equal('*')
    })

    it('compares weakly, takes lists and *, and nothing malformed', async () => {
      const tag = await tagOf('/open')
      const opaque = tag.slice(2)
      const statusOf = async (field: string) =>
        (await ask('/open', { 'If-None-Match': field })).status
      for (const field of ['*', ' * ', opaque, `"a", ${tag}`, `"a,b" ,${opaque}, W/"c"`]) {
        expect(await statusOf(field), field).to.equal(304)
      }
      for (const field of ['"a"', '', 'W/', opaque.slice(1, -1), '"*"', `"x${opaque.slice(1)}`]) {
        expect(await statusOf(field), field).to.equal(200)
      }
    })

    it('answers HEAD with the tag of GET, and with 304', async () => {
      const head = await ask('/open', {}, 'HEAD')
      const tag = await tagOf('/open')
      expect([head.status, head.headers.get('etag')]).to.deep.equal([200, tag])
      expect((await ask('/open', { 'If-None-Match': tag }, 'HEAD')).status).to.equal(304)
    })

    it('answers strangers 401, whatever they claim to have', async () => {
      const token = await started.token()
      const admitted = await ask('/closed', { ...token })
      const tag = admitted.headers.get('etag') ?? 'none'
      expect(admitted.headers.get('cache-control')).to.equal('private, no-cache')
      expect((await ask('/closed', { ...token, 'If-None-Match': tag })).status).to.equal(304)
      const before = called
      for (const field of [tag, '*']) {
        const refused = await ask('/closed', { 'If-None-Match': field })
        expect([refused.status, refused.headers.get('etag')]).to.deep.equal([401, null])
      }
      expect(called).to.equal(before)
    })

    it('leaves streams, failures and other endpoints alone', async () => {
      for (const [path, status] of [
        ['/stream', 200],
        ['/failure', 404],
        ['/untagged', 200],
      ] as const) {
        const answer = await ask(path, { 'If-None-Match': '*' })
        expect(answer.status, path).to.equal(status)
        expect(answer.headers.get('etag'), path).to.equal(null)
      }
    })

    it('keeps what the handler says of caching', async () => {
      const answer = await ask('/own-caching')
      expect(answer.headers.get('cache-control')).to.equal('max-age=60')
      expect(answer.headers.get('etag')).to.match(/^W\//)
    })
  })
}
