import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'

import { expect } from 'chai'

import { findChromium } from '../support/find-chromium.js'
import { type RecordingServer, startRecordingServer } from '../support/recording-server.js'
import { REPOSITORY } from '../support/repository.js'
import {
  openWatchedBrowser,
  type WatchedBrowser,
  type WatchedPage,
} from '../support/watched-page.js'

/** The files as they are published: no bundler has been at them. */
const PAGE = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">
{ "imports": { "@portico/sdk/client": "/dist/client/index.js", "openapi-fetch": "/openapi-fetch" } }
</script>`

/** Runs in the page: calls the client, and tells what came of it. */
const PROGRAM = `(async () => {
  const { createClient, createProxyAuthFetch } = await import('@portico/sdk/client')
  const token = { tokenId: 'wk-page', tokenSecret: 'ws-of-the-page' }
  const client = createClient({ ...token, baseUrl: location.origin })
  const { data, response } = await client.POST('/echo', { body: { text: 'grüß' } })
  const fetch = createProxyAuthFetch(token)
  const relative = await (await fetch('/echo')).text()
  const moved = await fetch('/away').catch(({ code }) => code)
  const late = await fetch('/late', { signal: AbortSignal.timeout(200) }).catch(({ name }) => name)
  let lacking
  try { createProxyAuthFetch() } catch ({ code }) { lacking = code }
  return JSON.stringify({ status: response.status, data, relative, moved, late, lacking })
})()`

describe('@portico/sdk/client in a browser (skipped where no Chromium is installed)', function () {
  this.timeout(60_000)

  let browser: WatchedBrowser
  let home: RecordingServer
  let elsewhere: RecordingServer
  let watched: WatchedPage

  before(async function () {
    const chromium = findChromium()
    if (chromium === undefined) return this.skip()
    elsewhere = await startRecordingServer((_, response) => {
      const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }
      response.writeHead(200, headers).end('caught')
    })
    home = await startRecordingServer(({ url, body }, response) => {
      if (url === '/') return response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE)
      if (url === '/echo') return response.end(body === '' ? 'nothing' : body)
      if (url === '/away') return response.writeHead(307, { location: elsewhere.origin }).end()
      if (url === '/late') return response.writeHead(429, { 'Retry-After': '20' }).end()
      return sendModule(url, response)
    })
    browser = await openWatchedBrowser(chromium)
    watched = await browser.newPage()
    await watched.page.goto(`${home.origin}/`)
  })

  after(async () => {
    await browser?.close()
    await home?.close()
    await elsewhere?.close()
  })

  it('sends the token home, and to no other origin, however it is redirected', async () => {
    const told: unknown = await watched.page.evaluate(PROGRAM)
    expect(JSON.parse(String(told))).to.deep.equal({
      status: 200,
      data: { text: 'grüß' },
      relative: 'nothing',
      moved: 'redirect_failed',
      late: 'TimeoutError',
      lacking: 'missing_token',
    })
    const called = home.requests.filter(({ url }) => url === '/echo')
    expect(called.map(({ headers }) => headers['modal-secret'])).to.deep.equal([
      ['ws-of-the-page'],
      ['ws-of-the-page'],
    ])
    expect(elsewhere.requests).to.deep.equal([])
  })

  it('loads what is its own, and nothing of Node or of the decorators', () => {
    const modules = home.requests.filter(({ url }) => url.startsWith('/dist/'))
    expect(modules.map(({ url }) => url)).to.include('/dist/client/index.js')
    const others = modules.filter(({ url }) => !/^\/dist\/(client|auth)\//.test(url))
    expect(others).to.deep.equal([])
    expect(watched.complaints.filter((text) => !text.includes('429'))).to.deep.equal([])
    expect(browser.elsewhere).to.deep.equal([])
  })
})

function sendModule(url: string, response: ServerResponse): ServerResponse {
  const path =
    url === '/openapi-fetch' ? 'node_modules/openapi-fetch/dist/index.mjs' : `packages/sdk${url}`
  response.setHeader('Content-Type', 'text/javascript')
  return response.end(readFileSync(join(REPOSITORY, path)))
}
