import { Param, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { type Served, serveHandlers } from '../support/serve-handlers.js'

class Paths {
  @fastapiEndpoint({ path: '/inferred{/:page}' })
  inferred(page = 1) {
    return page
  }

  @fastapiEndpoint({ path: '/decorated{/:size}' })
  decorated(@Param('size', { default: 'small' }) size: string) {
    return size
  }

  @fastapiEndpoint({ path: '/required{/:page}' })
  required(page: number) {
    return page
  }
}

describe('a parameter in an optional part of a path', () => {
  let served: Served

  before(async () => {
    served = await serveHandlers(Paths)
  })
  after(() => served.runtime.close())

  async function get(path: string): Promise<unknown> {
    return (await fetch(served.origin + path)).json()
  }

  it('has its default where that part is not there', async () => {
    expect(await get('/inferred')).to.equal(1)
    expect(await get('/decorated')).to.equal('small')
  })

  it('is what the path says where it is', async () => {
    expect(await get('/inferred/7')).to.equal(7)
    expect(await get('/decorated/large')).to.equal('large')
  })

  it('is missing where there is no default', async () => {
    expect(await get('/required')).to.deep.equal({
      detail: [{ type: 'missing', loc: ['path', 'page'], msg: 'Field required', input: null }],
    })
  })
})
