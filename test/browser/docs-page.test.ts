import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type Runtime, createRuntime } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import Koa from 'koa'
import type { Page } from 'playwright-core'

import { findChromium } from '../support/find-chromium.js'
import { type ProxyTokenHeaders, insertProxyToken } from '../support/proxy-token.js'
import {
  openWatchedBrowser,
  type WatchedBrowser,
  type WatchedPage,
} from '../support/watched-page.js'

class Shop {
  @fastapiEndpoint({ docs: true, public: true })
  open() {
    return 'open'
  }

  @fastapiEndpoint({ docs: true, requiresProxyAuth: true })
  safe(x: number) {
    return { doubled: x * 2 }
  }
}

class Vault {
  @fastapiEndpoint({ docs: true, requiresProxyAuth: true })
  vault() {
    return 'gold'
  }
}

const STRANGER = 'Endpoints that need a credential are listed once you “Authorize”'

describe('The page at /docs in a browser (skipped where no Chromium is installed)', function () {
  this.timeout(60_000)

  let browser: WatchedBrowser
  let runtime: Runtime
  let application: Server
  let token: ProxyTokenHeaders
  let watched: WatchedPage
  let origin: string

  before(async function () {
    const chromium = findChromium()
    if (chromium === undefined) return this.skip()
    runtime = await createRuntime({ handlers: [Shop], store: 'sqlite::memory:' })
    application = await mountBelow('/api', runtime)
    token = await insertProxyToken(runtime.database)
    origin = `http://127.0.0.1:${(await runtime.listen({ port: 0 })).port}`
    browser = await openWatchedBrowser(chromium)
  })

  after(async () => {
    await browser?.close()
    application?.closeAllConnections()
    application?.close()
    await runtime?.close()
  })

  beforeEach(async () => {
    watched = await browser.newPage()
  })

  afterEach(async function () {
    const { page, requests, complaints } = watched
    const { state } = this.currentTest ?? {}
    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    )
    await page.close()
    if (state !== 'passed') return
    expect(kept).to.equal('[{},{},""]')
    expect(complaints).to.deep.equal([])
    expect(requests.filter((url) => !/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(url))).to.be.empty
    expect(browser.elsewhere).to.deep.equal([])
  })

  it('lists what is open to a stranger, and says how to see the rest', async () => {
    const { page } = watched
    await open(page, `${origin}/docs`)
    expect(await listed(page)).to.deep.equal(['/open'])
    expect(await page.locator('#note').innerText()).to.contain(STRANGER)
  })

  it('lists what a token opens once it is authorized, and Try it out sends it', async () => {
    const { page } = watched
    await open(page, `${origin}/docs`)
    await authorize(page, { proxyToken: `${token['Modal-Key']}.${token['Modal-Secret']}` })
    await page.locator('[data-path="/safe"]').waitFor()
    expect(await page.locator('#note').isVisible()).to.equal(false)
    expect(await tryOut(page))
      .to.contain('200')
      .and.contain('"doubled": 42')
  })

  it('takes the two halves of a token, one after the other', async () => {
    const { page } = watched
    await open(page, `${origin}/docs`)
    await authorize(page, { modalKey: token['Modal-Key'] })
    await page.getByText('Modal-Key and Modal-Secret belong together').waitFor()
    await authorize(page, { modalSecret: token['Modal-Secret'] })
    await page.locator('[data-path="/safe"]').waitFor()
    expect(await tryOut(page))
      .to.contain('200')
      .and.contain('"doubled": 42')
  })

  it('forgets the token on logout, and on reload', async () => {
    const { page } = watched
    const proxyToken = `${token['Modal-Key']}.${token['Modal-Secret']}`
    await open(page, `${origin}/docs`)
    await authorize(page, { proxyToken })
    await page.locator('[data-path="/safe"]').waitFor()
    await page.locator('.auth-wrapper .authorize').click()
    await page.getByRole('button', { name: 'Remove authorization' }).click()
    await page.locator('[data-path="/safe"]').waitFor({ state: 'detached' })
    expect(await page.locator('#note').innerText()).to.contain(STRANGER)

    await page.locator('.auth-container input').last().fill(proxyToken)
    await page.locator('.auth-container form').last().getByText('Authorize').click()
    await page.locator('[data-path="/safe"]').waitFor()
    await open(page, `${origin}/docs`)
    expect(await listed(page)).to.deep.equal(['/open'])
  })

  it('says that a token opens nothing, which is a wrong one too', async () => {
    const { page } = watched
    await open(page, `${origin}/docs`)
    await authorize(page, { proxyToken: `${token['Modal-Key']}.ws-wrong` })
    await page.getByText('These credentials open none').waitFor()
    expect(await listed(page)).to.deep.equal(['/open'])
  })

  it('says that nothing is listed, and what the server says where it refuses', async () => {
    const options = { handlers: [Vault], store: 'sqlite::memory:', failedAttemptsLimit: 1 }
    const strict = await createRuntime(options)
    const { port } = await strict.listen({ port: 0 })
    const { page, complaints } = watched
    await page.goto(`http://127.0.0.1:${port}/docs`)
    await page.getByText('No endpoint is listed.').waitFor()
    expect(await page.title()).to.equal('app')

    await authorize(page, { proxyToken: `${token['Modal-Key']}.ws-wrong` })
    await page.getByText('These credentials open none').waitFor()
    await authorize(page, { modalKey: 'wk-unknown', modalSecret: 'ws-unknown' })
    await page.getByText('too many failed attempts').waitFor()
    await strict.close()
    // The browser itself tells of each answer that isn't good.
    expect(complaints.filter((each) => !each.includes('429'))).to.deep.equal([])
    complaints.length = 0
  })

  it('works below a prefix that it knows nothing of', async () => {
    const { port } = application.address() as AddressInfo // a TCP server that listens has one
    const { page, requests } = watched
    await open(page, `http://127.0.0.1:${port}/api/docs`)
    await authorize(page, { proxyToken: `${token['Modal-Key']}.${token['Modal-Secret']}` })
    await page.locator('[data-path="/safe"]').waitFor()
    expect(await tryOut(page)).to.contain('"doubled": 42')
    expect(requests.at(-1)).to.equal(`http://127.0.0.1:${port}/api/safe?x=21`)
  })
})

/** As a reverse proxy does: cuts a prefix off and says nothing of it. */
async function mountBelow(prefix: string, runtime: Runtime): Promise<Server> {
  const app = new Koa()
  app.use((ctx, next) => {
    ctx.req.url = ctx.req.url?.slice(prefix.length) ?? '/'
    return next()
  })
  app.use(runtime.middleware())
  const server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('.opblock').first().waitFor()
}

/** Paths of the endpoints that are listed. */
async function listed(page: Page): Promise<(string | null)[]> {
  const found = await page.locator('.opblock-summary-path').all()
  return Promise.all(found.map((each) => each.getAttribute('data-path')))
}

/** Fills in the form of each scheme, and closes the dialogue. */
async function authorize(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('.auth-wrapper .authorize').click()
  for (const [scheme, value] of Object.entries(values)) {
    const form = page.locator('.auth-container', { hasText: `${scheme} ` })
    await form.locator('input').fill(value)
    await form.getByRole('button', { name: 'Apply credentials' }).click()
  }
  await page.locator('.modal-ux .close-modal').click()
}

/** Calls `/safe` and resolves to what is shown of the answer. */
async function tryOut(page: Page): Promise<string> {
  const operation = page.locator('.opblock', { has: page.locator('[data-path="/safe"]') })
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Try it out' }).click()
  await operation.locator('.parameters input').fill('21')
  await operation.getByRole('button', { name: 'Execute' }).click()
  return operation.locator('.live-responses-table .response').innerText()
}
