import { expect } from 'chai'

import { type RawAnswer, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, WAYS_IN, earlierBodyParser, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'
import type { AnswerRow } from './proxy-auth/answer-row.js'
import { answerRows } from './proxy-auth/answer-rows.js'
import { Guarded, calls } from './proxy-auth/guarded-endpoints.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const CLIENT_REQUEST_ID = '00000000-0000-4000-8000-000000000000'
const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  429: 'Too Many Requests',
}

/** How a row is sent and what form its answer takes. */
const FORMS = [
  { name: 'as text', version: '1.1', accept: undefined, problem: false },
  { name: 'as text over HTTP/1.0', version: '1.0', accept: 'text/plain', problem: false },
  { name: 'as problem+json', version: '1.1', accept: 'application/json', problem: true },
] as const

for (const way of WAYS_IN) {
  for (const around of SURROUNDINGS) {
    const use = surroundedBy(around)
    describe(`Answers of the guard through ${way}, with ${around} around every route`, () => {
      let started: Started
      let rows: readonly AnswerRow[]

      before(async () => {
        const before = [earlierBodyParser]
        started = await startRuntime({
          handlers: [Guarded],
          failedAttemptsLimit: 1e9,
          way,
          use,
          before,
        })
        rows = await answerRows(started)
      })

      after(() => started.close())

      for (const form of FORMS) {
        it(`are those of the contract, ${form.name}`, async () => {
          // What no route of ours answers is the surrounding application's own business.
          const ours = rows.filter(
            ({ target }) => way === 'own listener' || target !== '/nothing-here',
          )
          const failures: string[] = []
          for (const row of ours) {
            const { name, headers, method, target = '/private' } = row
            const accept = form.accept === undefined ? [] : [['Accept', form.accept] as const]
            const all = [['X-Request-Id', CLIENT_REQUEST_ID] as const, ...accept, ...headers]
            const parts = { ...(method === undefined ? {} : { method }), version: form.version }
            const before = calls.behindGuard
            const { answer } = await rawRequest(
              started.port,
              toRequestBytes({ ...parts, target, headers: all }),
            )
            try {
              if (answer === undefined) throw new Error('closed without an answer')
              assertAnswer(answer, row, form.problem)
              expect(calls.behindGuard - before, 'calls').to.equal(
                row.expected === 'admitted' ? 1 : 0,
              )
            } catch (error) {
              failures.push(`${name}: ${String(error)}`)
            }
          }
          expect(failures.join('\n')).to.equal('')
          expect(ours.length).to.be.greaterThan(80)
        })
      }
    })
  }
}

describe('A server that rejects Proxy-Authorization', () => {
  it('takes it for no credential at all', async () => {
    const started = await startRuntime({
      handlers: [Guarded],
      legacyProxyAuthorization: 'reject',
    })
    const rows = await answerRows(started)
    const withBasic = rows.filter(
      ({ headers, target }) => target === undefined && usesBasic(headers),
    )
    for (const row of withBasic) {
      const { answer } = await rawRequest(
        started.port,
        toRequestBytes({ target: '/private', headers: row.headers }),
      )
      expect(`${row.name}: ${answer?.status} ${answer?.body}`).to.equal(
        `${row.name}: 401 modal-http: missing credentials for proxy authorization\n`,
      )
    }
    expect(withBasic.length).to.be.greaterThan(15)
    await started.close()
  })
})

function assertAnswer(answer: RawAnswer, row: AnswerRow, problem: boolean): void {
  const { expected, method, headers } = row
  const requestId = answer.header('X-Request-Id') ?? ''
  expect(requestId).to.match(UUID).and.not.equal(CLIENT_REQUEST_ID)
  if (expected === 'admitted') {
    expect(answer.status).to.equal(200)
    const legacy = !headers.some(([name]) => /^modal-key$/i.test(name)) && usesBasic(headers)
    expect(answer.header('Deprecation')).to.equal(legacy ? '@1767225600' : undefined)
    const link = answer.header('Link')
    if (legacy) expect(link).to.match(/^<https:\/\/[^>]+>; rel="deprecation"/)
    else expect(link).to.equal(undefined)
    return
  }

  const [status, code, sentence] = expected
  expect(answer.statusLine).to.equal(`HTTP/1.1 ${status} ${REASONS[status]}`)
  const body = problem
    ? {
        type: 'about:blank',
        title: REASONS[status],
        status,
        detail: sentence,
        code,
        request_id: requestId,
      }
    : `modal-http: ${sentence}\n`
  const length = Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body))
  if (method === 'HEAD') expect(answer.body).to.equal('')
  else expect(problem ? JSON.parse(answer.body) : answer.body).to.deep.equal(body)
  expect(fieldsOf(answer)).to.deep.equal({
    'content-type': problem ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'content-length': String(length),
    'cache-control': 'no-store',
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="proxy"' } : {}),
    ...(status === 407 ? { 'proxy-authenticate': 'Basic realm="proxy"' } : {}),
    ...(status === 404 ? {} : CORS_FIELDS),
  })
}

const CORS_FIELDS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Deprecation',
}

/** What no other test says anything about, or what differs from answer to answer. */
const OTHERS = new Set(['x-request-id', 'date', 'connection', 'keep-alive'])

function fieldsOf({ headers }: RawAnswer): Record<string, string> {
  const named = headers.map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(named.filter(([name]) => !OTHERS.has(name)))
}

function usesBasic(headers: AnswerRow['headers']): boolean {
  const ours = headers.some(([name, value]) => name === 'Authorization' && /wk-/.test(value))
  return !ours && headers.some(([name]) => name === 'Proxy-Authorization')
}
