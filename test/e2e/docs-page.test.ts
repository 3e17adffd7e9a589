import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

class Open {
  @fastapiEndpoint({ docs: true, public: true })
  open() {
    return 'open'
  }
}

const FILES = {
  '/docs': 'text/html; charset=utf-8',
  '/docs/page.js': 'text/javascript; charset=utf-8',
  '/docs/page.css': 'text/css; charset=utf-8',
  '/docs/swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  '/docs/swagger-ui.css': 'text/css; charset=utf-8',
}

for (const way of WAYS_IN) {
  describe(`The page at /docs through ${way}`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Open], way })
    })

    after(() => started.close())

    function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
      return fetch(`${started.origin}${path}`, { headers, redirect: 'manual' })
    }

    for (const [path, type] of Object.entries(FILES)) {
      it(`consists of ${path}, as what it is, for this origin alone`, async () => {
        const { status, headers } = await ask(path)
        expect(status).to.equal(200)
        expect(headers.get('content-type')).to.equal(type)
        expect(headers.get('x-content-type-options')).to.equal('nosniff')
        expect(headers.get('referrer-policy')).to.equal('no-referrer')
        expect(headers.get('cross-origin-resource-policy')).to.equal('same-origin')
        expect(headers.get('access-control-allow-origin')).to.equal(null)
      })

      it(`sends ${path} once to who asks whether it has changed, packed or not`, async () => {
        const bodies = []
        for (const encoding of ['gzip', 'identity']) {
          const first = await ask(path, { 'Accept-Encoding': encoding })
          expect(first.headers.get('content-encoding')).to.equal(
            encoding === 'gzip' ? 'gzip' : null,
          )
          expect(first.headers.get('cache-control')).to.equal('no-cache')
          expect(first.headers.get('vary')).to.equal('Accept-Encoding')
          bodies.push(await first.text())
          const etag = first.headers.get('etag') ?? ''
          for (const known of [etag, `"other", W/${etag}`, '*']) {
            const again = await ask(path, { 'Accept-Encoding': encoding, 'If-None-Match': known })
            expect(again.status).to.equal(304)
            expect(again.headers.get('etag')).to.equal(etag)
          }
          const other = await ask(path, { 'Accept-Encoding': encoding, 'If-None-Match': '"x"' })
          expect(other.status).to.equal(200)
        }
        expect(bodies[0]).to.equal(bodies[1]).and.have.length.above(100)
      })
    }

    it('allows scripts and requests of its own origin, and nothing else', async () => {
      const response = await ask('/docs')
      const policy = response.headers.get('content-security-policy')
      expect(policy?.split('; ')).to.deep.equal([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ])
      const text = await response.text()
      expect(text).not.to.match(/<script(?![^>]* src="docs\/)|<style|https?:|(src|href)="\//)
    })

    it('is nothing but these files', async () => {
      for (const path of [
        '/docs/index.html',
        '/docs/swagger-ui.LICENSE',
        '/docs/swagger-ui-bundle.js.map',
        '/docs/page.js/',
        '/docs/PAGE.JS',
        '/docs/..%2f..%2fpackage.json',
        '/docs/%2e%2e/%2e%2e/package.json',
        '/docs/..\\package.json',
        '/DOCS',
      ]) {
        expect((await ask(path)).status, path).to.be.oneOf([307, 400, 404])
      }
    })

    it('is found with a slash behind it', async () => {
      const { status, headers } = await ask('/docs/?x=1')
      expect(status).to.equal(307)
      expect(headers.get('location')).to.equal('/docs?x=1')
    })

    it('answers GET and HEAD alone', async () => {
      const head = await fetch(`${started.origin}/docs`, { method: 'HEAD' })
      expect(head.status).to.equal(200)
      expect(await head.text()).to.equal('')
      const options = await fetch(`${started.origin}/docs`, { method: 'OPTIONS' })
      expect(options.headers.get('allow')).to.equal('GET, HEAD, OPTIONS')
      expect((await fetch(`${started.origin}/docs`, { method: 'POST' })).status).to.equal(405)
    })
  })
}
