import { Agent, request } from 'node:http'

import { expect } from 'chai'
import fc from 'fast-check'

import { randomRequest, type RandomRequest } from './random-request.js'
import { type ServedKinds, serveKinds } from './serve-kinds.js'

const COUNT = 10_000
const WARM_UP = 2_000
/** What is compiled and cached grows for a while; 8,000 requests that leak 1 KiB each make 8 MiB. */
const MAX_GROWTH = 4 * 1024 * 1024

describe('10,000 random requests to endpoints of every kind', function () {
  this.timeout(240_000)
  let served: ServedKinds
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })

  before(async () => {
    served = await serveKinds()
  })

  after(async () => {
    agent.destroy()
    await served.close()
  })

  it('are answered without a 5xx, a crash or growth of memory', async () => {
    const requests = fc.sample(randomRequest, { numRuns: COUNT, seed: 20_260_101 })
    const statuses = new Map<number, number>()
    await sendAll(requests.slice(0, WARM_UP), statuses)
    const before = await served.memory()
    await sendAll(requests.slice(WARM_UP), statuses)
    const after = await served.memory()

    expect(after.faults.slice(0, 3)).to.deep.equal([])
    expect([...statuses.keys()].filter((status) => status >= 500)).to.deep.equal([])
    expect([...statuses.keys()]).to.include.members([200, 400, 404, 405, 415, 422])
    expect(statuses.get(200)).to.be.greaterThan(COUNT / 20)
    expect(served.isAlive()).to.equal(true)
    expect(after.heap - before.heap).to.be.below(MAX_GROWTH)
    expect(after.rss - before.rss).to.be.below(32 * MAX_GROWTH)
  })

  async function sendAll(
    requests: readonly RandomRequest[],
    statuses: Map<number, number>,
  ): Promise<void> {
    const waiting = requests.values()
    const send = async (): Promise<void> => {
      for (const each of waiting) {
        const status = await statusOf(each)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status >= 500)
          throw new Error(`${status}: ${JSON.stringify(each)} ${String(each.body)}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, send))
  }

  /** 0 where the connection was closed without an answer, as a body is that nobody will read. */
  function statusOf({ method, path, headers, body }: RandomRequest): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port: served.port, method, path, agent },
          // Of a GET, Node would send the body without saying that there is one.
          headers: { ...headers, 'content-length': body.length },
        },
        (response) => {
          response.resume()
          response.once('close', () => resolve(response.statusCode ?? 0))
        },
      )
      sent.once('error', (error) => (served.isAlive() ? resolve(0) : reject(error)))
      sent.end(body)
    })
  }
})
