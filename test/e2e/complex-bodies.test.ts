import { Body, Form, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Allow } from 'class-validator'

import { type Served, serveHandlers } from '../support/serve-handlers.js'

class Letters {
  @Allow()
  a?: string
}

class Limited {
  @fastapiEndpoint({ method: 'POST', maxKeys: 2, maxItems: 3, maxDepth: 2 })
  little(@Body({ validate: false }) body: object) {
    return body
  }

  @fastapiEndpoint({ method: 'POST', maxKeys: 2000, maxItems: 20_000, maxDepth: 500 })
  much(@Body({ validate: false }) _body: object) {
    return 'taken'
  }

  @fastapiEndpoint({ method: 'POST', maxKeys: 2 })
  form(@Form() letters: Letters) {
    return letters
  }
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const list = (length: number): string => JSON.stringify(Array.from({ length }, () => 0))
const keys = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, 0])))

describe('limits of what a body may hold', () => {
  let served: Served

  before(async () => {
    served = await serveHandlers(Limited)
  })
  after(() => served.runtime.close())

  async function post(path: string, body: string, type = 'application/json') {
    const headers = { 'content-type': type }
    const answer = await fetch(served.origin + path, { method: 'POST', body, headers })
    return { status: answer.status, text: await answer.text() }
  }

  for (const [limit, good, bad] of [
    ['at most 2 keys in one object', keys(2), keys(3)],
    ['at most 3 elements in one array', list(3), list(4)],
    ['nested at most 2 levels deep', nested(2), nested(3)],
  ] as const) {
    it(`are the endpoint's own: ${limit}`, async () => {
      expect(await post('/little', good)).to.deep.equal({ status: 200, text: good })
      const { status, text } = await post('/little', bad)
      expect(status).to.equal(422)
      expect(JSON.parse(text).detail[0]).to.include({
        type: 'too_complex',
        msg: `Input is too complex: it may have ${limit}`,
      })
    })
  }

  it('may be wider than they are by default', async () => {
    for (const body of [keys(2000), list(20_000), nested(500)]) {
      expect((await post('/much', body)).status).to.equal(200)
    }
  })

  it('hold for the names of a form', async () => {
    const type = 'application/x-www-form-urlencoded'
    expect((await post('/form', 'a=1&b=2', type)).status).to.equal(200)
    expect((await post('/form', 'a=1&b=2&c=3', type)).status).to.equal(422)
  })
})
