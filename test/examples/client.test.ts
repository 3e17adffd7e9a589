import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect } from 'chai'

import { Calculator } from '../../examples/client/app.js'
import { square } from '../../examples/client/square.js'
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

  it('is what runtime client makes of the app', async () => {
    const bin = join(REPOSITORY, 'packages/runtime/bin/runtime.js')
    const args = [bin, 'client', 'app.ts', '--output', 'api', '--check']
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: join(REPOSITORY, 'examples/client'),
    })
    expect(stdout).to.contain('api is up to date')
  })
})
