import { request } from 'node:http'

import { createRuntime, type Runtime } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

/** Templates in which one path can be read in many ways. */
const TEMPLATES = [
  '/many/:a-:b-:c-:d-:e-:f-:g-:h',
  '/dots/:a.:b.:c.:d.json',
  '/rest/*rest/:a-:b/end',
  '/tail/*rest-:a-:b-:c',
  '/both/:a-:b-:c/*rest/x-:d-:e',
  '/groups/:a{-:b}{-:c}{-:d}{.:e}',
  '/long/:a-:b--:c---:d',
]

/** Nearly as long as Node lets the head of a request be. */
const LENGTH = 15_000

class Handlers {}
for (const [index, path] of TEMPLATES.entries()) {
  const name = `handler${index}`
  Object.defineProperty(Handlers.prototype, name, { value: () => index, configurable: true })
  fastapiEndpoint({ path, public: true })(
    Handlers.prototype,
    name,
    Object.getOwnPropertyDescriptor(Handlers.prototype, name) ?? {},
  )
}

describe('paths that are sent to be slow', function () {
  // Each would take hours with one more power of its length.
  this.timeout(60_000)
  let runtime: Runtime
  let port: number

  before(async () => {
    runtime = await createRuntime({ handlers: [Handlers], store: 'sqlite::memory:' })
    ;({ port } = await runtime.listen({ host: '127.0.0.1', port: 0 }))
  })

  after(() => runtime.close())

  /** As it is written: `fetch` would change it. */
  function statusOf(path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
  }

  for (const template of TEMPLATES) {
    const start = template.slice(0, template.indexOf('/', 1) + 1)
    it(`are answered at ${template}`, async () => {
      const statuses = new Set<number | undefined>()
      for (const piece of ['-', 'a-', '.', 'a.', 'a/', 'a-a-a/', '-a', '%2D', '---']) {
        const long = piece.repeat(LENGTH / piece.length)
        for (const end of ['', '/', '!', '/end', '.json', 'a-a/end', 'x-a-a']) {
          statuses.add(await statusOf(start + long + end))
        }
      }
      expect([...statuses])
        .to.include(200)
        .and.to.include(404)
      expect([200, 307, 400, 404]).to.include.members([...statuses])
    })
  }

  it('are refused where they are too long, whatever they are', async () => {
    expect(await statusOf(`/many/${'a-'.repeat(20_000)}`)).to.equal(431)
  })
})
