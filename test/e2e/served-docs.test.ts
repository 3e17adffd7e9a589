import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { openDatabase } from '@portico/runtime'
import { AuthError, fastapiEndpoint, proxyAuth, type Scheme } from '@portico/sdk'
import { IsString } from 'class-validator'
import { expect } from 'chai'

import { lintOpenApi } from '../support/lint-open-api.js'
import { rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, type StartOptions, WAYS_IN, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'
import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'

class Treasure {
  @IsString()
  gold = ''
}

class Shop {
  @fastapiEndpoint({ docs: true, public: true })
  open() {
    return 'open'
  }

  @fastapiEndpoint({ docs: true, requiresProxyAuth: true, method: 'POST', label: 'vault' })
  vault(treasure: Treasure) {
    return treasure
  }

  @fastapiEndpoint({ docs: true, requiresProxyAuth: true, label: 'safe' })
  safe() {
    return 'safe'
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  quiet() {
    return 'quiet'
  }
}

class Plain {
  @fastapiEndpoint({ public: true })
  plain() {
    return 'plain'
  }
}

class OwnPaths {
  @fastapiEndpoint({ docs: true, public: true, path: '/openapi.json' })
  mine() {
    return 'mine'
  }

  @fastapiEndpoint({ public: true, path: '/docs/:page' })
  page(page: string) {
    return page
  }
}

const ALL = ['/open', '/plain', '/quiet', '/safe', '/vault']

const SETUPS = WAYS_IN.flatMap((way) => SURROUNDINGS.map((around) => ({ way, around })))

for (const { way, around } of SETUPS) {
  describe(`/openapi.json through ${way}, with ${around} around`, () => {
    let started: Started | undefined

    afterEach(() => started?.close())

    async function start(options: Partial<StartOptions> = {}): Promise<Started> {
      const use = surroundedBy(around)
      started = await startRuntime({ handlers: [Shop, Plain], way, use, ...options })
      return started
    }

    async function ask(headers: Readonly<Record<string, string>> = {}): Promise<Response> {
      return fetch(`${started?.origin}/openapi.json`, { headers })
    }

    async function pathsOf(headers: Readonly<Record<string, string>> = {}): Promise<string[]> {
      const response = await ask(headers)
      expect(response.status).to.equal(200)
      const document: { paths: object } = JSON.parse(await response.text())
      return Object.keys(document.paths).toSorted()
    }

    it('shows strangers what is open, and names nothing else', async () => {
      await start()
      expect(await pathsOf()).to.deep.equal(['/open'])
      const text = await (await ask()).text()
      for (const name of ['vault', 'safe', 'quiet', 'plain', 'Treasure', 'gold']) {
        expect(text.toLowerCase()).not.to.contain(`"${name.toLowerCase()}`)
        expect(text).not.to.contain(`/${name}`)
      }
    })

    it('tells strangers how a credential is sent', async () => {
      await start()
      const { components } = JSON.parse(await (await ask()).text())
      expect(components.securitySchemes).to.have.keys('modalKey', 'modalSecret', 'proxyToken')
    })

    it('shows the holder of a token what it reaches, in every carrier', async () => {
      const { token } = await start()
      const everywhere = await token()
      expect(await pathsOf({ ...everywhere })).to.deep.equal(['/open', '/safe', '/vault'])
      const { 'Modal-Key': id, 'Modal-Secret': secret } = await token({ endpoints: ['safe'] })
      const pair = Buffer.from(`${id}:${secret}`).toString('base64')
      for (const headers of [
        { 'Modal-Key': id, 'Modal-Secret': secret },
        { Authorization: `Bearer ${id}.${secret}` },
        { 'Proxy-Authorization': `Basic ${pair}` },
      ]) {
        expect(await pathsOf({ ...headers })).to.deep.equal(['/open', '/safe'])
      }
    })

    it('takes a token that opens nothing here for none', async () => {
      const { token } = await start()
      const good = await token()
      for (const headers of [
        await token({ environments: [] }),
        await token({ endpoints: ['another'] }),
        await token({ expiresAt: new Date(0) }),
        await token({ disabledAt: new Date(0) }),
        { 'Modal-Key': good['Modal-Key'] },
        { 'Modal-Key': good['Modal-Key'], 'Modal-Secret': 'ws-wrong' },
      ]) {
        expect(await pathsOf({ ...headers })).to.deep.equal(['/open'])
      }
    })

    it('follows what a token may, from one request to the next', async () => {
      const { token, runtime } = await start()
      const headers = await token({ endpoints: ['safe'] })
      expect(await pathsOf({ ...headers })).to.deep.equal(['/open', '/safe'])
      await runtime.database.tokens.delete(headers['Modal-Key'])
      expect(await pathsOf({ ...headers })).to.deep.equal(['/open'])
    })

    it('counts wrong secrets, so that it is no way around the throttle', async () => {
      const { token, origin } = await start({ failedAttemptsLimit: 5 })
      const good = await token()
      const wrong = { ...good, 'Modal-Secret': 'ws-wrong' }
      for (let count = 0; count < 3; count += 1) expect((await ask(wrong)).status).to.equal(200)
      for (const method of ['POST', 'HEAD']) {
        await fetch(`${origin}/openapi.json`, { method, headers: wrong })
      }
      const refused = await ask(wrong)
      expect(refused.status).to.equal(429)
      expect(refused.headers.get('retry-after')).to.match(/^\d+$/)
      expect(await refused.text()).to.equal('modal-http: too many failed attempts\n')
      expect((await fetch(`${origin}/safe`, { headers: wrong })).status).to.equal(429)
      expect(await pathsOf({ ...good })).to.include('/safe')
      expect(await pathsOf()).to.deep.equal(['/open'])
    })

    it('counts no other credential', async () => {
      const { token } = await start({ failedAttemptsLimit: 1 })
      const good = await token()
      const expired = await token({ expiresAt: new Date(0) })
      const nowhere = await token({ environments: [] })
      for (const headers of [good, expired, nowhere, {}]) {
        for (let count = 0; count < 3; count += 1) await pathsOf({ ...headers })
      }
      expect((await ask({ ...good, 'Modal-Secret': 'ws-wrong' })).status).to.equal(200)
      expect((await ask({ ...good, 'Modal-Secret': 'ws-wrong' })).status).to.equal(429)
    })

    it('records no use of a token', async () => {
      const database = await openDatabase('sqlite::memory:')
      const { token, runtime, origin } = await start({ store: database })
      const asking = await token()
      const using = await token()
      await pathsOf({ ...asking })
      await fetch(`${origin}/safe`, { headers: { ...using } })
      await runtime.close()
      const used = (await database.tokens.list()).filter((each) => each.lastUsedAt !== undefined)
      expect(used.map(({ id }) => id)).to.deep.equal([using['Modal-Key']])
      await database.close()
    })

    it('must not be kept, nor read by pages of other origins', async () => {
      const { origin } = await start()
      const { headers } = await ask({ Origin: 'https://evil.test' })
      expect(headers.get('content-type')).to.equal('application/json; charset=utf-8')
      expect(headers.get('cache-control')).to.equal('no-store')
      expect(headers.get('vary')).to.equal('*')
      expect(headers.get('cross-origin-resource-policy')).to.equal('same-origin')
      expect(headers.get('access-control-allow-origin')).to.equal(null)
      expect(headers.get('etag')).to.equal(null)

      const preflight = await fetch(`${origin}/openapi.json`, {
        method: 'OPTIONS',
        headers: { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'GET' },
      })
      expect(preflight.status).to.equal(204)
      expect(preflight.headers.get('access-control-allow-origin')).to.equal(null)
    })

    it('answers GET and HEAD alone', async () => {
      const { origin } = await start()
      const head = await fetch(`${origin}/openapi.json`, { method: 'HEAD' })
      expect(head.status).to.equal(200)
      expect(await head.text()).to.equal('')
      const post = await fetch(`${origin}/openapi.json`, { method: 'POST', body: '{}' })
      expect(post.status).to.equal(405)
      expect(post.headers.get('allow')).to.equal('GET, HEAD, OPTIONS')
    })

    it('describes every endpoint with docs: true, still by what the caller may', async () => {
      const { token } = await start({ docs: true })
      expect(await pathsOf()).to.deep.equal(['/open', '/plain'])
      expect(await pathsOf({ ...(await token()) })).to.deep.equal(ALL)
    })

    it("shows everything to everybody with docs: 'open'", async () => {
      await start({ docs: 'open' })
      expect(await pathsOf()).to.deep.equal(ALL)
      expect(await pathsOf({ 'Modal-Key': 'wk-1', 'Modal-Secret': 'ws-1' })).to.deep.equal(ALL)
    })

    it("shows by any other name with docs: 'open' what the caller may see", async () => {
      const { port, token } = await start({ docs: 'open' })
      const askAt = async (host: string, fields = {}) => {
        const headers = Object.entries<string>(fields)
        const bytes = toRequestBytes({ target: '/openapi.json', host, headers })
        return (await rawRequest(port, bytes)).answer?.body
      }
      expect(await askAt('localhost')).to.contain('"/vault"')
      expect(await askAt('evil.test'))
        .to.contain('"/open"')
        .and.not.to.contain('"/vault"')
      expect(await askAt('evil.test', await token())).to.contain('"/vault"')
      const forwarded = { 'X-Forwarded-For': '192.0.2.1' }
      expect(await askAt('localhost', forwarded)).not.to.contain('"/vault"')
    })

    it('is not there where no endpoint asks, and with docs: false', async () => {
      for (const options of [{ handlers: [Plain] }, { docs: false }]) {
        const { origin } = await start(options)
        for (const path of ['/openapi.json', '/docs', '/docs/page.js']) {
          expect((await fetch(`${origin}${path}`)).status).to.equal(404)
        }
        await started?.close()
      }
    })

    it("gives way to a user's own routes", async () => {
      const { origin } = await start({ handlers: [OwnPaths] })
      expect(await (await ask()).json()).to.equal('mine')
      expect((await fetch(`${origin}/docs`)).status).to.equal(404)
      expect(await (await fetch(`${origin}/docs/page.js`)).json()).to.equal('page.js')
    })

    it('is not at the host of a label', async () => {
      const { port } = await start({ domain: 'example.test' })
      for (const target of ['/openapi.json', '/docs', '/docs/page.js']) {
        const bytes = toRequestBytes({ target, host: 'local--vault.example.test' })
        expect((await rawRequest(port, bytes)).answer?.status).to.equal(404)
      }
    })

    it('runs user middleware, without the credentials', async () => {
      const seen: unknown[] = []
      const { token } = await start({
        use: [
          (ctx, next) => {
            seen.push(ctx.headers['modal-key'])
            ctx.set('X-Seen', 'yes')
            return next()
          },
        ],
      })
      const response = await ask({ ...(await token()) })
      expect(response.headers.get('x-seen')).to.equal('yes')
      expect(await response.text()).to.contain('/vault')
      expect(seen).to.deep.equal([undefined])
    })

    describe('with schemes of a user', () => {
      const calls: string[] = []

      const byKey: Scheme = {
        name: 'by-key',
        challenge: 'Key',
        async authenticate({ headers }) {
          calls.push('by-key')
          const [key] = headers.values('x-key')
          if (key === undefined) return undefined
          return key === 'right'
            ? { ok: true, principal: { scheme: 'by-key', id: 'ali' } }
            : { ok: false, error: new AuthError('invalid_credentials', 'wrong key') }
        },
      }

      const byRoute: Scheme = {
        name: 'by-route',
        challenge: 'Route',
        authenticate({ headers, route }) {
          calls.push(`by-route ${route.label}`)
          return headers.values('x-label').includes(route.label)
            ? { ok: true, principal: { scheme: 'by-route', id: 'ali' } }
            : undefined
        },
      }

      const broken: Scheme = {
        name: 'broken',
        challenge: 'Broken',
        authenticate() {
          throw new Error('the directory of users is on fire')
        },
      }

      class Broken {
        @fastapiEndpoint({ docs: true, public: true })
        open() {}
        @fastapiEndpoint({ docs: true, auth: broken })
        closed() {}
      }

      class Schemes {
        @fastapiEndpoint({ docs: true, auth: byKey })
        first() {}
        @fastapiEndpoint({ docs: true, auth: byKey })
        second() {}
        @fastapiEndpoint({ docs: true, auth: [proxyAuth(), byKey] })
        third() {}
        @fastapiEndpoint({ docs: true, auth: byRoute, label: 'four' })
        fourth() {}
        @fastapiEndpoint({ docs: true, auth: byRoute, label: 'five' })
        fifth() {}
      }

      beforeEach(() => start({ handlers: [Schemes], failedAttemptsLimit: 1 }))

      it('asks each list of schemes once', async () => {
        calls.length = 0
        expect(await pathsOf({ 'X-Key': 'right' })).to.deep.equal(['/first', '/second', '/third'])
        expect(calls.filter((call) => call === 'by-key')).to.have.length(2)
      })

      it('asks a scheme that looks at the route about each route', async () => {
        calls.length = 0
        expect(await pathsOf({ 'X-Label': 'five' })).to.deep.equal(['/fifth'])
        expect(calls).to.include.members(['by-route four', 'by-route five'])
      })

      it('answers 500 where a scheme fails, and tells nothing of it', async () => {
        await started?.close()
        await start({ handlers: [Broken] })
        const response = await ask()
        expect(response.status).to.equal(500)
        expect(await response.text()).not.to.contain('fire')
      })

      it('lets the first scheme decide that has an answer', async () => {
        const wrong = { 'Modal-Key': 'wk-1', 'Modal-Secret': 'ws-1', 'X-Key': 'right' }
        expect(await pathsOf(wrong)).to.deep.equal(['/first', '/second'])
      })

      it('counts a wrong secret once, and refuses nobody with a good credential beside it', async () => {
        expect((await ask({ 'X-Key': 'wrong' })).status).to.equal(200)
        expect((await ask({ 'X-Key': 'wrong' })).status).to.equal(429)
        const wrong = { 'Modal-Key': 'wk-1', 'Modal-Secret': 'ws-1', 'X-Key': 'right' }
        expect(await pathsOf(wrong)).to.deep.equal(['/first', '/second'])
      })
    })
  })
}

describe('What is served at /openapi.json', () => {
  it('is what a validator takes for OpenAPI, for strangers and for all (skipped where @redocly/cli is not installed)', async function () {
    const folder = makeDirectory()
    const started = await startRuntime({ handlers: [Shop, Plain] })
    const files: string[] = []
    for (const headers of [{}, { ...(await started.token()) }]) {
      const file = join(folder, `${files.length}.json`)
      const response = await fetch(`${started.origin}/openapi.json`, { headers })
      writeFileSync(file, await response.text())
      files.push(file)
    }
    const report = await lintOpenApi(files)
    await started.close()
    removeDirectory(folder)
    if (report === undefined) return this.skip()
    expect(report.code, report.stdout).to.equal(0)
  })
})
