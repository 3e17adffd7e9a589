import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { type RawAnswer, rawRequest, toRequestBytes } from '../support/raw-request.js'
import { WAYS_IN, startRuntime } from '../support/start-runtime.js'
import { SURROUNDINGS, surroundedBy } from '../support/surroundings.js'

class Answering {
  @fastapiEndpoint({
    requiresProxyAuth: true,
    path: '/response',
    cors: { origins: ['https://a.test'] },
  })
  response() {
    return new Response('made by hand', {
      status: 203,
      headers: {
        'X-Request-Id': 'forged',
        Link: '</next>; rel="next"',
        Vary: 'Accept',
        'Content-Type': 'text/x-own',
      },
    })
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/bytes' })
  bytes() {
    return new Uint8Array([104, 105])
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/text' })
  text() {
    return 'text'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/empty', statusCode: 204 })
  empty() {}

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/nothing' })
  nothing() {
    return new Response(null, { status: 200 })
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/fails' })
  fails() {
    throw new Error('as it happens')
  }
}

const PATHS = ['/response', '/bytes', '/text', '/empty', '/nothing', '/fails', '/text/']
const SETUPS = WAYS_IN.flatMap((way) => SURROUNDINGS.map((around) => ({ way, around })))
const UNLIKE = new Set(['date', 'connection', 'keep-alive', 'x-request-id'])

/** Fields that are lists may come in one line or several, and in any order. */
function toComparable({ status, body, headers }: RawAnswer): object {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  // Koa says nothing of a body that isn't there.
  const isEmpty = status === 204 || headers.some(([name, value]) => isZeroLength(name, value))
  const ofBody = isEmpty ? ['content-type', 'content-length'] : []
  const compared = [...names]
    .filter((name) => !UNLIKE.has(name) && !ofBody.includes(name))
    .toSorted()
  const fields = compared.map((name) => {
    const values = headers.filter(([sent]) => sent.toLowerCase() === name)
    return [name, values.flatMap(([, value]) => value.split(', ')).toSorted()]
  })
  return { status, body, fields: Object.fromEntries(fields) }
}

function isZeroLength(name: string, value: string): boolean {
  return name.toLowerCase() === 'content-length' && value === '0'
}

describe('An answer', () => {
  it('is the same through every way in, and always has our request id', async () => {
    const all = await Promise.all(
      SETUPS.map(async ({ way, around }) => {
        const use = surroundedBy(around)
        const started = await startRuntime({ handlers: [Answering], way, use })
        const { 'Modal-Key': id, 'Modal-Secret': secret } = await started.token()
        const basic = Buffer.from(`${id}:${secret}`).toString('base64')
        const headers = [
          ['Proxy-Authorization', `Basic ${basic}`] as const,
          ['Origin', 'https://a.test'] as const,
        ]
        const answers: Record<string, object> = {}
        for (const method of ['GET', 'HEAD']) {
          for (const target of PATHS) {
            const { answer } = await rawRequest(
              started.port,
              toRequestBytes({ method, target, headers }),
            )
            expect(answer?.header('X-Request-Id')).to.match(/^[0-9a-f-]{36}$/)
            expect(answer?.header('Deprecation'), target).to.equal('@1767225600')
            expect(answer?.header('Link'), target).to.contain('rel="deprecation"')
            answers[`${method} ${target}`] = answer === undefined ? {} : toComparable(answer)
          }
        }
        await started.close()
        return { name: `${way} ${around}`, answers }
      }),
    )
    const [first, ...others] = all
    expect(first?.answers['GET /bytes']).to.include({ status: 200, body: 'hi' })
    for (const { name, answers } of others) {
      expect(answers, name).to.deep.equal(first?.answers)
    }
  })
})
