import { createProxyAuthFetch } from '@portico/sdk/client'
import { expect } from 'chai'

import {
  type RecordedRequest,
  type RecordingServer,
  startRecordingServer,
} from '../support/recording-server.js'
import { rejectionOf } from '../support/rejection-of.js'

const SECRET = 'ws-redirected-secret'
const TOKEN = { tokenId: 'wk-redirected', tokenSecret: SECRET }
const STATUSES = [301, 302, 303, 307, 308]
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

describe('proxyAuthFetch, redirected,', () => {
  let home: RecordingServer
  let elsewhere: RecordingServer
  const fetchWithToken = createProxyAuthFetch(TOKEN)

  before(async () => {
    elsewhere = await startRecordingServer(({ url }, response) => {
      if (url === '/back') response.writeHead(302, { location: `${home.origin}/end` })
      response.end('elsewhere')
    })
    // `/307/target` redirects to `/target`, `/loop` to itself.
    home = await startRecordingServer(({ url }, response) => {
      const [, status = '', target = ''] = /^\/(\d{3})(?:\/(.*))?$/s.exec(url) ?? []
      if (url === '/loop') response.writeHead(302, { location: '/loop' })
      if (status !== '') response.writeHead(Number(status), { location: targetOf(target) })
      response.end(`home ${url}`)
    })
  })

  beforeEach(() => {
    home.requests.length = 0
    elsewhere.requests.length = 0
  })

  after(async () => {
    await home.close()
    await elsewhere.close()
  })

  function targetOf(target: string): string {
    if (target === 'away') return `${elsewhere.origin}/end`
    if (target === 'away-and-back') return `${elsewhere.origin}/back`
    // The same server under another name is another origin.
    if (target === 'other-name') return `${home.origin.replace('127.0.0.1', 'localhost')}/end`
    return target === 'nowhere' ? 'http://' : target === 'file' ? 'file:///etc/passwd' : '/end'
  }

  for (const status of STATUSES) {
    for (const method of METHODS) {
      it(`asks what fetch asks: ${method}, ${status}`, async () => {
        const body = method === 'GET' || method === 'HEAD' ? undefined : 'text'
        const headers = { 'X-Own': 'kept', 'Content-Language': 'en' }
        const init = { method, headers, ...(body === undefined ? {} : { body }) }
        for (const target of ['/end', '/away']) {
          home.requests.length = elsewhere.requests.length = 0
          const expected = await fetch(`${home.origin}/${status}${target}`, init)
          const asked = [...home.requests, ...elsewhere.requests]
          home.requests.length = elsewhere.requests.length = 0

          const answer = await fetchWithToken(`${home.origin}/${status}${target}`, init)
          expect(await answer.text()).to.equal(await expected.text())
          expect(answer).to.include({ url: expected.url, redirected: true })
          const ours = [...home.requests, ...elsewhere.requests]
          expect(ours.map(withoutToken)).to.deep.equal(asked)
        }
      })
    }

    it(`sends the token along within the origin, and never to another: ${status}`, async () => {
      await fetchWithToken(`${home.origin}/${status}/end`)
      expect(home.requests.map(secretsOf)).to.deep.equal([[SECRET], [SECRET]])

      await fetchWithToken(`${home.origin}/${status}/away`)
      await fetchWithToken(`${home.origin}/${status}/other-name`)
      expect(JSON.stringify(elsewhere.requests)).not.to.contain('redirected')
      expect(home.requests.slice(2).map(secretsOf)).to.deep.equal([[SECRET], [SECRET], []])
    })
  }

  it("keeps the caller's own credentials from another origin, as fetch does", async () => {
    const headers = { Authorization: 'Bearer own', Cookie: 'own=1', 'Proxy-Authorization': 'own' }
    await fetchWithToken(`${home.origin}/307/away`, { headers })
    expect(home.requests[0]?.headers).to.include.keys('authorization', 'cookie')
    expect(JSON.stringify(elsewhere.requests)).not.to.contain('own')
  })

  it('sends nothing secret to its own origin either, once it has left', async () => {
    await fetchWithToken(`${home.origin}/307/away-and-back`, { headers: { Authorization: 'own' } })
    expect(home.requests.map(({ url }) => url)).to.deep.equal(['/307/away-and-back', '/end'])
    expect(home.requests[1]?.headers).not.to.have.any.keys('modal-secret', 'authorization')
  })

  it('sends a Request, its body too, as fetch does', async () => {
    const request = () => new Request(`${home.origin}/308/end`, { method: 'PUT', body: 'text' })
    await fetch(request())
    const asked = home.requests.splice(0)
    await fetchWithToken(request())
    expect(home.requests.map(withoutToken)).to.deep.equal(asked)
  })

  it('leaves it to who asks for that', async () => {
    const manual = await fetchWithToken(`${home.origin}/302/away`, { redirect: 'manual' })
    expect(manual.status).to.equal(302)
    const fromRequest = new Request(`${home.origin}/302/away`, { redirect: 'manual' })
    expect((await fetchWithToken(fromRequest)).status).to.equal(302)
    const error = fetchWithToken(`${home.origin}/302/away`, { redirect: 'error' })
    expect(await rejectionOf(error)).to.be.instanceOf(TypeError)
    expect(elsewhere.requests).to.deep.equal([])
  })

  it('goes no further where it leads in circles, nowhere, or out of HTTP', async () => {
    const code = 'redirect_failed'
    expect(await rejectionOf(fetchWithToken(`${home.origin}/loop`))).to.include({ code })
    expect(home.requests).to.have.lengthOf(21)
    for (const target of ['nowhere', 'file']) {
      const rejection = await rejectionOf(fetchWithToken(`${home.origin}/302/${target}`))
      expect(rejection).to.include({ code })
    }
  })

  it("can't send a stream twice, and says so", async () => {
    const body = new Blob(['streamed']).stream()
    const rejection = await rejectionOf(
      fetchWithToken(`${home.origin}/307/end`, { method: 'POST', body, duplex: 'half' }),
    )
    expect(rejection).to.include({ code: 'redirect_failed' })
    expect((rejection as Error).message).to.contain('ask for the final address')
  })

  it('refuses a redirect whose target a browser hides', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null }
    const inBrowser = createProxyAuthFetch({
      ...TOKEN,
      fetch: async () => Object.assign(Object.create(Response.prototype, OWN_FIELDS), hidden),
    })
    const rejection = await rejectionOf(inBrowser(home.origin))
    expect(rejection).to.include({ code: 'redirect_failed' })
  })
})

/** Lets fields of a stand-in for an answer be set, which a real one's prototype has as getters. */
const OWN_FIELDS = Object.fromEntries(
  ['type', 'status', 'headers', 'body'].map((name) => [name, { writable: true, value: undefined }]),
)

function secretsOf({ headers }: RecordedRequest): readonly string[] {
  return headers['modal-secret'] ?? []
}

function withoutToken(request: RecordedRequest): RecordedRequest {
  const headers = Object.entries(request.headers).filter(([name]) => !name.startsWith('modal-'))
  return { ...request, headers: Object.fromEntries(headers) }
}
