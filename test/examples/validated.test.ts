import { expect } from 'chai'

import { Orders } from '../../examples/validated/app.js'
import { type Served, serveHandlers } from '../support/serve-handlers.js'

describe('the validated example', () => {
  let served: Served

  before(async () => {
    served = await serveHandlers(Orders)
  })

  after(() => served.runtime.close())

  it('takes an order with nested lines and a typed query value', async () => {
    const response = await post('/order?express=yes', {
      email: 'ann@example.com',
      lines: [
        { article: 'lamp', quantity: 2 },
        { article: 'bulb', quantity: 4 },
      ],
    })
    expect(response.status).to.equal(201)
    expect(await response.json()).to.deep.equal({
      email: 'ann@example.com',
      articles: 6,
      express: true,
    })
  })

  it('says which field of which line is wrong', async () => {
    const response = await post('/order', {
      email: 'ann@example.com',
      lines: [{ article: 'lamp', quantity: 0 }],
    })
    expect(response.status).to.equal(422)
    expect(await response.json()).to.deep.include({
      detail: [
        {
          type: 'min',
          loc: ['body', 'lines', 0, 'quantity'],
          msg: 'quantity must not be less than 1',
          input: 0,
        },
      ],
    })
  })

  it('converts query values to numbers, and fills in defaults', async () => {
    const full = await fetch(`${served.origin}/price?articles=3`)
    expect(await full.json()).to.deep.equal({ price: 15 })
    const reduced = await fetch(`${served.origin}/price?articles=3&discount=10`)
    expect(await reduced.json()).to.deep.equal({ price: 13.5 })
  })

  it('refuses a query value that is no number', async () => {
    const response = await fetch(`${served.origin}/price?articles=three`)
    expect(response.status).to.equal(422)
  })

  function post(path: string, body: object): Promise<Response> {
    return fetch(served.origin + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  }
})
