import { createTestRuntime } from '@portico/runtime/testing'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { openRawConnection, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'
import type { Field } from './proxy-auth/answer-row.js'

/*
 * Every way in to a protected endpoint, without a good credential. None may reach the handler and
 * none may be answered in a way that the contract doesn't have. A new way in is a new line.
 */

let calls = 0

class Vault {
  @fastapiEndpoint({
    requiresProxyAuth: true,
    path: '/vault',
    label: 'vault',
    docs: true,
    customDomains: ['vault.test'],
  })
  vault() {
    calls += 1
    return 'opened'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/vault/:box', method: 'POST' })
  box(box: string) {
    calls += 1
    return box
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/slash/' })
  slash() {
    calls += 1
    return 'opened'
  }
}

/** Ways to the description of the endpoints, which must name none that is protected. */
const DESCRIPTIONS = [
  '/openapi.json',
  '/openapi.json/',
  '/openapi%2ejson',
  '/OpenAPI.json',
  '/docs',
  '/docs/',
  '/docs/index.html',
  '/docs/openapi.json',
] as const

const PATHS = [
  '/vault',
  '/vault/',
  '/vault//',
  '//vault',
  '/./vault',
  '/x/../vault',
  '/vault/.',
  '/vault/..',
  '/vault/a/..',
  '/%2e/vault',
  '/x/%2e%2E/vault',
  '/x/.%2e/vault',
  '/%2Fvault',
  '/vault%2F',
  '/vault%2fa',
  '/vault%00',
  '/vault%0a',
  '/\\vault',
  '/x\\..\\vault',
  '/%5Cvault',
  '/vault%5c',
  '/%76ault',
  '/%76%61%75%6C%74',
  '/v%61ult/a',
  '/%2576ault',
  '/VAULT',
  '/Vault',
  '/vault?',
  '/vault?x=1',
  '/vault?/../open',
  '/vault;a=b',
  '/vault#x',
  '/vault%23',
  '/vault%3Fx',
  '/vault%',
  '/vault%zz',
  '/vault%c0%af',
  '/vault%E2%80%AE',
  '/v\xe0ult',
  '/vault/a',
  '/vault/a/',
  '/vault/%61',
  '/slash',
  '/slash/',
  '/',
  '*',
  '',
  'vault',
  '?x',
  'http://localhost/vault',
  'HTTP://LOCALHOST/vault',
  'https://localhost:1/vault',
  'http://vault.test/',
  'http://vault.test',
  'http://VAULT.TEST.:80/',
  'http://user:pass@localhost/vault',
  'http:///vault',
  'http:/vault',
  'http://localhost//vault',
  'http://localhost/x/../vault',
  'ftp://localhost/vault',
  'localhost:80',
] as const

const HOSTS: readonly (readonly string[])[] = [
  ['localhost'],
  ['vault.test'],
  ['VAULT.Test'],
  ['vault.test.'],
  ['vault.test:8080'],
  ['vault.test..'],
  ['x.vault.test'],
  ['local--vault.example.test'],
  ['LOCAL--vault.example.test:443'],
  ['[::1]:80'],
  ['vault.test@localhost'],
  ['vault.test/'],
  ['localhost, vault.test'],
  [''],
  [],
  ['localhost', 'vault.test'],
  ['vault.test', 'vault.test'],
]

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
  'PURGE',
  'get',
  'NOSUCH',
] as const

const ID = 'wk-0000000000000000000000'
const SECRET = `ws-${'0'.repeat(38)}`
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

/** Credentials, none of them good, and other fields that a stranger may try. */
const FIELDS: readonly (readonly Field[])[] = [
  [],
  [['Modal-Key', ID]],
  [
    ['Modal-Key', ID],
    ['Modal-Secret', SECRET],
  ],
  [
    ['Modal-Key', ID],
    ['Modal-Key', ID],
    ['Modal-Secret', SECRET],
  ],
  [
    ['Modal-Key', ''],
    ['Modal-Secret', ''],
  ],
  [
    ['Modal_Key', ID],
    ['Modal_Secret', SECRET],
  ],
  [['Authorization', `Bearer ${ID}.${SECRET}`]],
  [['Authorization', 'Bearer wk-']],
  [['Authorization', basic(`${ID}:${SECRET}`)]],
  [['Proxy-Authorization', basic(`${ID}:${SECRET}`)]],
  [['Proxy-Authorization', 'Basic']],
  [
    ['Modal-Key', '__proto__'],
    ['Modal-Secret', 'constructor'],
  ],
  [
    ['X-Portico-Token-Id', ID],
    ['X-Portico-Environment', 'main'],
  ],
  [
    ['X-HTTP-Method-Override', 'GET'],
    ['X-Original-URL', '/vault'],
    ['X-Rewrite-URL', '/vault'],
  ],
  [
    ['X-Forwarded-Host', 'vault.test'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['Forwarded', 'for=127.0.0.1'],
  ],
  [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ],
  [
    ['Connection', 'Upgrade, HTTP2-Settings'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'AAMAAABkAAQCAAAAAAIAAAAA'],
  ],
  [
    ['Connection', 'Modal-Key, close'],
    ['Modal-Key', ID],
  ],
  [
    ['Origin', 'https://evil.test'],
    ['Access-Control-Request-Method', 'GET'],
  ],
  [
    ['Origin', 'https://evil.test'],
    ['Access-Control-Request-Method', 'POST'],
    ['Access-Control-Request-Headers', 'modal-key'],
  ],
  [['Origin', 'null']],
  [['Expect', '100-continue']],
  [['Expect', 'nothing']],
  [['Content-Length', '0']],
  [['Transfer-Encoding', 'chunked']],
  [
    ['Content-Length', '3'],
    ['Transfer-Encoding', 'chunked'],
  ],
  [
    ['Content-Length', '1'],
    ['Content-Length', '2'],
  ],
  [['Content-Length', '-1']],
  [['Transfer-Encoding', 'gzip, chunked']],
  [['Accept', 'application/json']],
  [['Accept', '(;q=x,,/']],
  [
    ['Range', 'bytes=0-1'],
    ['If-None-Match', '*'],
  ],
  [['Cookie', `Modal-Key=${ID}`]],
  [[' Modal-Key', ID]],
  [['Modal-Key ', ID]],
  [['No colon', '']],
  [['X-Long', 'x'.repeat(20_000)]],
]

/**
 * What may come back. 204 is a preflight or a bare `OPTIONS`; the 400 and 431 of Node's parser are
 * among them, and so is no answer at all, which is what `CONNECT` gets.
 */
const STATUSES = new Set([undefined, 204, 400, 401, 404, 407, 431])

/** Other requests that go out in front on the same connection. */
const PIPELINES = [
  '',
  toRequestBytes({ target: '/nothing' }),
  toRequestBytes({ target: '/vault' }),
  toRequestBytes({ method: 'OPTIONS', target: '/vault' }),
] as const

/** What stands around the route. */
const SETUPS = WAYS_IN.flatMap((way) => SURROUNDINGS.map((around) => ({ way, around })))

for (const { way, around } of SETUPS) {
  describe(`No way in to a protected endpoint through ${way}, with ${around} around it, opens`, () => {
    let started: Started

    before(async () => {
      calls = 0
      started = await startRuntime({
        handlers: [Vault],
        domain: 'example.test',
        failedAttemptsLimit: 1e9,
        way,
        use: surroundedBy(around),
      })
    })

    after(() => started.close())

    /** Sends every request over connections of its own, some at a time; reports what is wrong. */
    async function tryAll(requests: readonly string[], others: readonly number[] = []) {
      // An application of somebody else's has a server of its own, where Node answers this.
      const known = new Set([...STATUSES, ...others, ...(way === 'koa app' ? [417] : [])])
      const queue = [...requests]
      const wrong: string[] = []
      const work = async (): Promise<void> => {
        for (let bytes = queue.pop(); bytes !== undefined; bytes = queue.pop()) {
          const status = await statusOf(bytes)
          if (!known.has(status)) wrong.push(`${status}: ${JSON.stringify(bytes.slice(0, 200))}`)
        }
      }
      await Promise.all(Array.from({ length: 20 }, work))
      expect(wrong.join('\n')).to.equal('')
      expect(calls, 'calls of a handler').to.equal(0)
    }

    /** Status of the last answer on the connection, which is the answer to the last request. */
    async function statusOf(bytes: string): Promise<number | undefined> {
      const statuses = [...(await receivedFor(bytes)).matchAll(/HTTP\/1\.[01] (\d{3}) /g)]
      const last = statuses.at(-1)?.[1]
      return last === undefined ? undefined : Number(last)
    }

    /** All that came back on a connection of its own. */
    async function receivedFor(bytes: string): Promise<string> {
      const connection = openRawConnection(started.port)
      connection.socket.end(bytes, 'latin1')
      await connection.closed()
      connection.socket.destroy()
      return connection.received()
    }

    it('whatever path and host are asked for', async () => {
      await tryAll(
        PATHS.flatMap((target) =>
          HOSTS.map((hosts) =>
            toRequestBytes({ target, host: null, headers: hosts.map((host) => ['Host', host]) }),
          ),
        ),
      )
    })

    it('whatever path and method are used', async () => {
      await tryAll(
        PATHS.flatMap((target) => METHODS.map((method) => toRequestBytes({ method, target }))),
      )
    })

    it('whatever method, host and fields are sent', async () => {
      await tryAll(
        FIELDS.flatMap((headers) =>
          METHODS.flatMap((method) => [
            toRequestBytes({ method, target: '/vault', headers }),
            toRequestBytes({ method, target: '/vault/a', headers }),
            toRequestBytes({ method, target: '/', host: 'vault.test', headers }),
          ]),
        ),
      )
    })

    it('whatever path and fields are sent, over HTTP/1.0 too', async () => {
      await tryAll(
        PATHS.flatMap((target) =>
          FIELDS.flatMap((headers) => [
            toRequestBytes({ target, headers }),
            toRequestBytes({ target, headers, version: '1.0', host: null }),
          ]),
        ),
      )
    })

    it('whatever went before on the connection', async () => {
      const token = Object.entries(await started.token({ endpoints: ['another'] }))
      const first = toRequestBytes({ target: '/vault', headers: token })
      const requests = [first, ...PIPELINES].flatMap((before) =>
        FIELDS.map((headers) => before + toRequestBytes({ target: '/vault', headers })),
      )
      // 403 is the first one's, where Node takes the second for malformed and hangs up.
      await tryAll(requests, [403])
    })

    it('whatever is asked of the description, which names none of them', async () => {
      const requests = DESCRIPTIONS.flatMap((target) => [
        ...METHODS.map((method) => toRequestBytes({ method, target })),
        ...FIELDS.map((headers) => toRequestBytes({ target, headers })),
        ...HOSTS.map((hosts) =>
          toRequestBytes({ target, host: null, headers: hosts.map((host) => ['Host', host]) }),
        ),
      ])
      for (const bytes of requests) {
        expect(await receivedFor(bytes), bytes).not.to.match(/\/(vault|slash)/)
      }
      const headers = Object.entries(await started.token())
      const described = await receivedFor(toRequestBytes({ target: '/openapi.json', headers }))
      expect(described).to.contain('"/vault"')
    })

    it('though the handlers are there', async () => {
      const headers = Object.entries(await started.token())
      expect(await statusOf(toRequestBytes({ target: '/vault', headers }))).to.equal(200)
      const hosted = toRequestBytes({ target: '/', host: 'local--vault.example.test', headers })
      expect(await statusOf(hosted)).to.equal(200)
      expect(calls).to.equal(2)
      calls = 0
    })
  })
}

describe('No way in to a protected endpoint through a test runtime opens', () => {
  it('whatever path and fields are sent', async () => {
    calls = 0
    const runtime = await createTestRuntime({ handlers: [Vault], failedAttemptsLimit: 1e9 })
    const statuses = new Set<number>()
    for (const path of PATHS.filter((each) => each.startsWith('/'))) {
      for (const fields of FIELDS.filter(areSendable)) {
        const headers = Object.fromEntries(fields)
        statuses.add((await runtime.anonymous().fetch(path, { headers })).status)
      }
    }
    await runtime.close()
    expect([...STATUSES]).to.include.members([...statuses])
    expect([...statuses]).to.include(401)
    expect(calls, 'calls of a handler').to.equal(0)
  })
})

/** Framing is the parser's, which a test runtime has none of. */
function areSendable(fields: readonly Field[]): boolean {
  return fields.every(([name]) => !/^(content-length|transfer-encoding|expect)$/i.test(name))
}
