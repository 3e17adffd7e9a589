import { type Runtime, createRuntime, openDatabase } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'

import { rejectionOf } from '../support/rejection-of.js'
import { startRuntime } from '../support/start-runtime.js'

class Hello {
  @fastapiEndpoint({ requiresProxyAuth: true })
  private() {
    return 'hello friend'
  }
}

/** Options as JavaScript lets anybody write them, and a part of what is said of them. */
const WRONG: readonly (readonly [options: object, says: string])[] = [
  [{}, 'needs handlers: write { handlers: [Greeter] }'],
  [{ handlers: [] }, 'needs handlers'],
  [{ handlers: [new Hello()] }, 'handlers takes classes'],
  [{ handlers: [Hello], strict: true }, "has no option 'strict': use handlers,"],
  [{ handlers: [Hello], legacyProxyAuthorization: 'Reject' }, "must be 'accept' or 'reject'"],
  [{ handlers: [Hello], failedAttemptsLimit: Number.NaN }, 'must be a number from 1'],
  [{ handlers: [Hello], failedAttemptsLimit: -1 }, 'must be a number from 1'],
  [
    { handlers: [Hello], environment: 'prod' },
    `There is no environment 'prod': make it by "npx runtime environment create prod" first`,
  ],
]

describe('createRuntime', () => {
  for (const [options, says] of WRONG) {
    it(`refuses wrong options: ${says}`, async () => {
      const error = await rejectionOf(createRuntime({ store: 'sqlite::memory:', ...options }))
      expect(error).to.have.property('message').that.includes(says)
    })
  }

  it('puts the environment and the workspace into the hosts of endpoints', async () => {
    const store = await openDatabase('sqlite::memory:')
    await store.environments.insert({ name: 'Prod', webSuffix: 'eu', createdAt: new Date() })
    const naming = { domain: 'example.com', workspaceName: 'acme', environment: 'Prod' }
    const runtime: Runtime = await createRuntime({ handlers: [Hello], store, ...naming })
    expect(runtime.manifest.endpoints.flatMap(({ hosts }) => hosts)).to.deep.equal([
      'acme-eu--app-hello-private.example.com',
    ])
    await runtime.close()
    await store.close()
  })

  it('gives a runtime that listens no more once it is closed', async () => {
    const { runtime } = await startRuntime({ handlers: [Hello] })
    await runtime.close()
    const error = await rejectionOf(runtime.listen())
    expect(error).to.have.property('message', 'The runtime is closed: create another one')
  })
})
