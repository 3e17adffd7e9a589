import { expect } from 'chai'

import { Books } from '../../examples/controllers/app.js'
import type { ProxyTokenHeaders } from '../support/proxy-token.js'
import { type Started, startRuntime } from '../support/start-runtime.js'

describe('the controllers example', () => {
  let served: Started
  let token: ProxyTokenHeaders

  before(async () => {
    // Its own alone: routing-controllers takes whatever else this process has loaded.
    const controllers = { middlewares: [], interceptors: [] }
    served = await startRuntime({ handlers: [Books], controllers })
    token = await served.token()
  })

  after(() => served.close())

  for (const [method, path] of [
    ['GET', '/books'],
    ['GET', '/books/1'],
    ['POST', '/books'],
  ] as const) {
    it(`refuses a stranger's ${method} ${path}`, async () => {
      const response = await fetch(served.origin + path, { method })
      expect(response.status).to.equal(401)
    })
  }

  it('lends books to the holder of a token', async () => {
    const response = await fetch(`${served.origin}/books/1`, { headers: { ...token } })
    expect(response.status).to.equal(200)
    expect(await response.json()).to.deep.equal({ title: 'A Wizard of Earthsea', pages: 205 })
  })

  it("keeps routing-controllers' 404 and its status of a new book", async () => {
    const missing = await fetch(`${served.origin}/books/9`, { headers: { ...token } })
    expect(missing.status).to.equal(404)
    expect(await missing.json()).to.include({ message: 'There is no book 9' })
    const added = await post({ title: 'Tehanu', pages: 252 })
    expect(added.status).to.equal(201)
    expect(await added.json()).to.deep.equal({ id: 2, title: 'Tehanu', pages: 252 })
  })

  it("refuses a wrong book with routing-controllers' 400 and its errors", async () => {
    const response = await post({ title: '', pages: 252 })
    expect(response.status).to.equal(400)
    expect(await response.json()).to.have.nested.property('errors[0].property', 'title')
  })

  function post(book: object): Promise<Response> {
    return fetch(`${served.origin}/books`, {
      method: 'POST',
      headers: { ...token, 'Content-Type': 'application/json' },
      body: JSON.stringify(book),
    })
  }
})
