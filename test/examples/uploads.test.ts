import { expect } from 'chai'

import { Uploads } from '../../examples/uploads/app.js'
import { type Served, serveHandlers } from '../support/serve-handlers.js'

const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')

describe('the uploads example', () => {
  let served: Served

  before(async () => {
    served = await serveHandlers(Uploads)
  })

  after(() => served.runtime.close())

  it('takes a picture with its title', async () => {
    const response = await send(PNG, 'image/png')
    expect(response.status).to.equal(201)
    expect(await response.json()).to.deep.include({ title: 'Lamp', size: PNG.length })
  })

  it('refuses what is no PNG, whatever the client says', async () => {
    expect((await send(PNG, 'text/plain')).status).to.equal(422)
    expect((await send(Buffer.from('GIF89a'), 'image/png')).status).to.equal(400)
  })

  it('counts the lines of a body that it never holds', async () => {
    const body = 'line\n'.repeat(100_000)
    const response = await fetch(`${served.origin}/lines`, { method: 'POST', body })
    expect(await response.json()).to.deep.equal({ count: 100_000 })
  })

  function send(content: Buffer, type: string): Promise<Response> {
    const body = new FormData()
    body.append('title', 'Lamp')
    body.append('picture', new File([content], 'lamp.png', { type }))
    return fetch(`${served.origin}/picture`, { method: 'POST', body })
  }
})
