import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { Calculator } from '../../examples/client/app.js'
import { square } from '../../examples/client/square.js'
import { createCliProject } from '../support/cli-project.js'
import { compileFolder } from '../support/compile-folder.js'
import { insertProxyToken } from '../support/proxy-token.js'
import { rejectionOf } from '../support/rejection-of.js'
import { REPOSITORY } from '../support/repository.js'
import { type Served, serveHandlers } from '../support/serve-handlers.js'

const VARIABLES = ['PORTICO_PROXY_TOKEN_ID', 'PORTICO_PROXY_TOKEN_SECRET'] as const

describe('the client example', () => {
  let served: Served
  const variablesBefore = VARIABLES.map((name) => [name, process.env[name]] as const)

  before(async () => {
    served = await serveHandlers(Calculator)
    const headers = await insertProxyToken(served.runtime.database)
    process.env['PORTICO_PROXY_TOKEN_ID'] = headers['Modal-Key']
    process.env['PORTICO_PROXY_TOKEN_SECRET'] = headers['Modal-Secret']
  })

  after(async () => {
    for (const [name, value] of variablesBefore) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    await served.runtime.close()
  })

  it('calls the endpoint with the token of the environment', async () => {
    expect(await square(served.origin, 4)).to.equal(16)
  })

  it('says what the endpoint has against the call', async () => {
    const error = await rejectionOf(square(served.origin, Number.NaN))
    expect(String(error)).to.contain('422').and.to.contain('"loc":["query","x"]')
  })

  it('compiles with what runtime client makes of the app now', async () => {
    const files = ['app.ts', 'square.ts', 'call.ts'].map((name) => [name, readExample(name)])
    const project = createCliProject(Object.fromEntries(files))
    try {
      const { code, stderr } = await project.run(['client', 'app.ts', '--output', 'api'])
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(await compileFolder(project.path)).to.deep.equal([])
    } finally {
      project.remove()
    }
  })
})

function readExample(name: string): string {
  return readFileSync(join(REPOSITORY, 'examples/client', name), 'utf8')
}
