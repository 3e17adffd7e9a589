import { expect } from 'chai'

import { type ServedKinds, serveKinds } from './serve-kinds.js'

describe('bad input to a plain controller', () => {
  let served: ServedKinds

  before(async () => {
    served = await serveKinds()
  })

  after(() => served.close())

  for (const body of [
    '[{"constructor":5}]',
    '{"constructor":{"prototype":{"a":1}}}',
    '[[{"name":"a","count":1,"constructor":null}]]',
    '{"__proto__":{"name":"a"}}',
    '{"name":"\\ud800","count":1e999}',
    '[null]',
  ]) {
    it(`is no fault of ours: ${body}`, async () => {
      const { status } = await fetch(`http://127.0.0.1:${served.port}/controller/lines`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(status).to.be.oneOf([200, 400])
      expect((await served.memory()).faults).to.deep.equal([])
    })
  }
})
