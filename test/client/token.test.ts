import { inspect } from 'node:util'

import {
  ClientError,
  createClient,
  createProxyAuthFetch,
  type ProxyAuthFetchOptions,
  proxyAuthFetch,
} from '@portico/sdk/client'
import { expect } from 'chai'

import { type RecordingServer, startRecordingServer } from '../support/recording-server.js'
import { rejectionOf } from '../support/rejection-of.js'

const SECRET = 'ws-the-secret'
const TOKEN = { tokenId: 'wk-1', tokenSecret: SECRET }
const VARIABLES = ['PORTICO_PROXY_TOKEN_ID', 'PORTICO_PROXY_TOKEN_SECRET'] as const

/** Types of an API, as `runtime client` writes them. */
interface Paths {
  readonly '/': { readonly get: { readonly responses: Record<200, { readonly content: object }> } }
}

describe('a client', () => {
  let server: RecordingServer
  const variablesBefore = VARIABLES.map((name) => [name, process.env[name]] as const)

  before(async () => {
    server = await startRecordingServer((_, response) => response.end('{}'))
  })

  beforeEach(() => {
    server.requests.length = 0
    for (const name of VARIABLES) delete process.env[name]
  })

  after(() => server.close())
  after(() => {
    for (const [name, value] of variablesBefore) if (value !== undefined) process.env[name] = value
  })

  function setVariables(tokenId: string, tokenSecret: string): void {
    process.env['PORTICO_PROXY_TOKEN_ID'] = tokenId
    process.env['PORTICO_PROXY_TOKEN_SECRET'] = tokenSecret
  }

  function sentTokens(): readonly unknown[] {
    return server.requests.map(({ headers }) => [headers['modal-key'], headers['modal-secret']])
  }

  it('sends the token of the environment, as it is at the time', async () => {
    setVariables('wk-1', 'ws-1')
    await proxyAuthFetch(server.origin)
    setVariables('wk-2', 'ws-2')
    await proxyAuthFetch(new URL(server.origin))
    expect(sentTokens()).to.deep.equal([
      [['wk-1'], ['ws-1']],
      [['wk-2'], ['ws-2']],
    ])
  })

  it('sends the token that it is given instead, once, whatever the caller sends', async () => {
    setVariables('wk-2', 'ws-2')
    const headers = { 'modal-key': 'wk-own', 'Modal-Secret': 'ws-own' }
    await createProxyAuthFetch(TOKEN)(server.origin, { headers })
    await createClient<Paths>({ ...TOKEN, baseUrl: server.origin }).GET('/')
    expect(sentTokens()).to.deep.equal([
      [['wk-1'], [SECRET]],
      [['wk-1'], [SECRET]],
    ])
  })

  it('sends it to the origins that it is for, and asks others without it', async () => {
    const origins = ['https://shop.example/path']
    await createProxyAuthFetch({ ...TOKEN, origins })(server.origin)
    expect(sentTokens()).to.deep.equal([[undefined, undefined]])

    const client = createClient<Paths>({ ...TOKEN, baseUrl: 'https://shop.example' })
    await client.GET('/', { baseUrl: server.origin })
    expect(sentTokens()).to.deep.equal([
      [undefined, undefined],
      [undefined, undefined],
    ])
  })

  it('asks public endpoints without a token where that is meant', async () => {
    await createClient<Paths>({ baseUrl: server.origin, anonymous: true }).GET('/')
    expect(sentTokens()).to.deep.equal([[undefined, undefined]])
  })

  it('sends it unencrypted to this machine alone, unless it is told to', async () => {
    const sent: string[] = []
    const fetch = async (input: string | URL | Request) => {
      sent.push(String(input))
      return new Response()
    }
    const careful = createProxyAuthFetch({ ...TOKEN, fetch })
    const loopback = ['http://localhost/', 'http://a.localhost/', 'http://[::1]/', 'http://127.1/']
    for (const url of [...loopback, 'https://shop.example/']) await careful(url)
    expect(sent).to.have.lengthOf(5)

    for (const url of ['http://shop.example', 'http://127.0.0.1.example', 'http://10.0.0.1']) {
      const rejection = await rejectionOf(careful(url))
      expect(rejection).to.be.instanceOf(ClientError).and.include({ code: 'insecure_origin' })
    }
    expect(sent).to.have.lengthOf(5)
    await createProxyAuthFetch({ ...TOKEN, fetch, allowHttp: true })('http://10.0.0.1/')
    expect(sent.at(-1)).to.equal('http://10.0.0.1/')
    expect(() => createClient({ ...TOKEN, baseUrl: 'http://10.0.0.1' })).to.throw('use https')
  })

  const WRONG: readonly [ProxyAuthFetchOptions, sentence: string][] = [
    [{}, 'set PORTICO_PROXY_TOKEN_ID and PORTICO_PROXY_TOKEN_SECRET, or give tokenId'],
    [{ tokenId: 'wk-1' }, 'set tokenSecret beside tokenId'],
    [{ tokenSecret: SECRET }, 'set tokenId beside tokenSecret'],
    [{ tokenId: SECRET, tokenSecret: 'wk-1' }, 'tokenId is not half of a proxy token'],
    [{ tokenId: 'ak-1', tokenSecret: 'as-the-secret' }, 'has to begin with wk-'],
    [{ tokenId: 'wk-1', tokenSecret: `${SECRET}\n` }, 'tokenSecret is not half of a proxy token'],
    [{ tokenId: 'wk-1', tokenSecret: `${SECRET}\u{2713}` }, 'begin with ws-'],
    [{ ...TOKEN, origins: ['shop.example'] }, '"shop.example" is no address'],
  ]
  for (const [options, sentence] of WRONG) {
    it(`says what to write: ${sentence}`, () => {
      expect(() => createProxyAuthFetch(options)).to.throw(ClientError, sentence)
    })
  }

  it('takes an empty variable for an absent one, and no half from elsewhere', async () => {
    setVariables('wk-2', '')
    expect(await rejectionOf(proxyAuthFetch(server.origin))).to.include({ code: 'missing_token' })
    setVariables('wk-2', 'ws-2')
    expect(() => createProxyAuthFetch({ tokenId: 'wk-1' })).to.throw('set tokenSecret')
  })

  it('never prints the secret', async () => {
    const fetch = createProxyAuthFetch(TOKEN)
    const client = createClient({ ...TOKEN, baseUrl: server.origin })
    const response = await fetch(server.origin)
    const gone = await startRecordingServer(() => undefined)
    await gone.close()
    const closed = await rejectionOf(fetch(gone.origin))
    const wrong = WRONG.map(([options]) => {
      try {
        return createProxyAuthFetch(options)
      } catch (error) {
        return error
      }
    })
    const options = { depth: null, showHidden: true, getters: true } as const
    const printed = inspect([fetch, client, response, closed, ...wrong], options)
    expect(printed).to.contain('ECONNREFUSED').and.not.to.contain('the-secret')
  })
})
