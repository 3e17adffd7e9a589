import type { IncomingMessage, ServerResponse } from 'node:http'

import { mintToken } from '@portico/runtime'
import { fastapiEndpoint, readProxyCredentials } from '@portico/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import inject, { type DispatchFunc } from 'light-my-request'
import Koa from 'koa'

import { type Started, startRuntime } from '../support/start-runtime.js'

let calls = 0

class Vault {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/vault/:box' })
  vault(box: string) {
    calls += 1
    return box
  }
}

type Fields = readonly (readonly [name: string, value: string])[]

const NAMES = ['modal-key', 'modal-secret', 'authorization', 'proxy-authorization'] as const

describe('Random requests', () => {
  let started: Started
  let listen: DispatchFunc
  let ids: readonly string[]
  let secrets: readonly string[]

  before(async () => {
    started = await startRuntime({ handlers: [Vault], failedAttemptsLimit: 1e9 })
    const tokens = [await started.token(), await started.token({ endpoints: [] })]
    ids = tokens.map((token) => token['Modal-Key'])
    secrets = tokens.map((token) => token['Modal-Secret'])
    const app = new Koa()
    app.silent = true
    const handle = app.use(started.runtime.middleware()).callback()
    listen = (req: IncomingMessage, res: ServerResponse) => void handle(req, res)
  })

  after(() => started.close())

  /** Pieces of credentials, of which some fit together by chance. */
  function piece(): fc.Arbitrary<string> {
    return fc.oneof(
      fc.constantFrom(...ids, ...secrets, mintToken().tokenId, mintToken().tokenSecret),
      fc.constantFrom(
        'wk-',
        'ws-',
        '.',
        ':',
        ' ',
        '\t',
        'Bearer ',
        'Basic ',
        ',',
        '=',
        '',
        '__proto__',
      ),
      fc
        .tuple(fc.constantFrom(...ids), fc.constantFrom(...secrets), fc.constantFrom('.', ':'))
        .map(([id, secret, separator]) => `${id}${separator}${secret}`),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    )
  }

  function value(): fc.Arbitrary<string> {
    const text = fc.array(piece(), { maxLength: 4 }).map((pieces) => pieces.join(''))
    return fc.oneof(
      text,
      text.map((plain) => `Bearer ${plain}`),
      text.map((plain) => `Basic ${Buffer.from(plain).toString('base64')}`),
    )
  }

  function fields(): fc.Arbitrary<Fields> {
    const any = fc.array(fc.tuple(fc.constantFrom(...NAMES), value()), { maxLength: 4 })
    const half = (name: 'modal-key' | 'modal-secret', held: readonly string[]) =>
      fc.tuple(fc.constant(name), fc.constantFrom(...held))
    const pair = fc.tuple(half('modal-key', ids), half('modal-secret', secrets))
    return fc.oneof({ weight: 5, arbitrary: any }, { weight: 1, arbitrary: pair })
  }

  /** Whether a request holds a token that is really there, told without the code under test. */
  function isGood(sent: Fields): boolean {
    const of = (name: string): string[] =>
      sent.flatMap(([key, held]) => (key === name ? [held] : []))
    const good = (id: string, secret: string): boolean =>
      ids.includes(id) && secrets[ids.indexOf(id)] === secret
    const [keys, halves] = [of('modal-key'), of('modal-secret')]
    if (keys.length + halves.length > 0) {
      return keys.length === 1 && halves.length === 1 && good(keys[0] ?? '', halves[0] ?? '')
    }
    const joined = ids.map((id, index) => ({ id, secret: secrets[index] ?? '' }))
    const bearers = of('authorization')
    if (bearers.some((held) => /^bearer +wk-/i.test(held))) {
      const [only = ''] = bearers
      const token = only.replace(/^bearer +/i, '')
      return bearers.length === 1 && joined.some(({ id, secret }) => token === `${id}.${secret}`)
    }
    const basics = of('proxy-authorization')
    const [only = ''] = basics
    const decoded = Buffer.from(only.replace(/^basic +/i, ''), 'base64').toString()
    return basics.length === 1 && joined.some(({ id, secret }) => decoded === `${id}:${secret}`)
  }

  it('find the credential parser total: it answers, whatever the fields hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.oneof(value(), fc.string())), {
          maxLength: 5,
        }),
        fc.constantFrom('accept', 'reject'),
        (sent, legacy) => {
          const values = (name: string): string[] =>
            sent.flatMap(([key, held]) => (key === name ? [held] : []))
          const carried = readProxyCredentials({ values }, legacy)
          if (carried === undefined) return
          expect(carried.form).to.be.oneOf(['whole', 'half', 'malformed'])
          expect(values(carried.carrier).length > 0 || carried.carrier === 'modal-key').to.equal(
            true,
          )
          if (legacy === 'reject') expect(carried.carrier).to.not.equal('proxy-authorization')
        },
      ),
      { numRuns: 20_000 },
    )
  })

  it('are admitted with a valid secret only, and otherwise answered from the table', async () => {
    const outcomes = new Set<number>()
    await fc.assert(
      fc.asyncProperty(fields(), async (sent) => {
        calls = 0
        const status = await statusOf('GET', '/vault/a', sent)
        outcomes.add(status)
        expect(status).to.be.oneOf(isGood(sent) ? [200, 403] : [401, 407])
        expect(calls).to.equal(status === 200 ? 1 : 0)
      }),
      { numRuns: 10_000 },
    )
    expect([...outcomes]).to.include.members([200, 401, 403, 407])
  }).timeout(120_000)

  it('of any path, method and fields are answered from the table, and never with a 5xx', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'vault',
        'v%61ult',
        '..',
        '.',
        '%2e',
        '%2F',
        '%5C',
        '\\',
        '%00',
        '%',
        '',
        'a',
      ),
      fc.webSegment(),
      fc
        .string({ unit: 'grapheme-ascii', maxLength: 6 })
        .map((text) => text.replaceAll(/[^!-~]/g, '')),
    )
    const target = fc
      .tuple(fc.array(segment, { maxLength: 5 }), fc.option(fc.webQueryParameters()))
      .map(([segments, query]) => `/${segments.join('/')}${query === null ? '' : `?${query}`}`)
    const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'X')
    const others = fc.array(
      fc.tuple(
        fc.constantFrom('accept', 'origin', 'access-control-request-method', 'expect', 'cookie'),
        fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
      ),
      { maxLength: 3 },
    )
    await fc.assert(
      fc.asyncProperty(target, method, fields(), others, async (path, verb, sent, more) => {
        calls = 0
        const status = await statusOf(verb, path, [...sent, ...more])
        expect(status).to.be.oneOf([200, 204, 307, 400, 401, 403, 404, 405, 407])
        if (!isGood(sent)) expect(calls).to.equal(0)
      }),
      { numRuns: 10_000 },
    )
  }).timeout(120_000)

  async function statusOf(method: string, path: string, sent: Fields): Promise<number> {
    const raw = [['host', 'localhost'] as const, ...sent]
    const dispatch: DispatchFunc = (req, res) => {
      // Exactly what was sent, fields that were sent twice included, as a socket gives them.
      Object.assign(req, { url: path, method, rawHeaders: raw.flat() })
      return listen(req, res)
    }
    const { statusCode } = await inject(dispatch, { method: 'GET', url: '/' })
    return statusCode
  }
})
