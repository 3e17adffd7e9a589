import { expect } from 'chai'

import { openRawConnection, toRequestBytes } from '../support/raw-request.js'
import { type Started, startRuntime } from '../support/start-runtime.js'
import { Guarded } from './proxy-auth/guarded-endpoints.js'

describe('A token that changes while requests come in', () => {
  let started: Started

  before(async () => {
    started = await startRuntime({ handlers: [Guarded], failedAttemptsLimit: 1e9 })
  })

  after(() => started.close())

  it('is effective for the next request on the same connection', async () => {
    const connection = openRawConnection(started.port)
    const { tokens } = started.runtime.database
    const token = await started.token()
    const id = token['Modal-Key']
    const statusNow = async (): Promise<number | undefined> => {
      connection.socket.write(
        toRequestBytes({ target: '/private', headers: Object.entries(token) }),
      )
      return (await connection.next())?.status
    }
    const steps = [
      [() => tokens.update(id, { disabledAt: new Date() }), 401],
      [() => tokens.update(id, { disabledAt: undefined }), 200],
      [() => tokens.update(id, { environments: [] }), 403],
      [() => tokens.update(id, { environments: ['main'] }), 200],
      [() => tokens.update(id, { endpoints: ['other'] }), 403],
      [() => tokens.update(id, { endpoints: ['private'] }), 200],
      [() => tokens.update(id, { expiresAt: new Date(Date.now() - 1) }), 401],
      [() => tokens.update(id, { expiresAt: undefined }), 200],
      [() => tokens.delete(id), 401],
    ] as const
    expect(await statusNow()).to.equal(200)
    for (const [change, status] of steps) {
      await change()
      expect(await statusNow()).to.equal(status)
    }
    connection.socket.destroy()
  })

  it('opens nothing once it is deleted, however many requests are under way', async () => {
    for (let round = 0; round < 20; round += 1) {
      const token = await started.token()
      const bytes = toRequestBytes({ target: '/private', headers: Object.entries(token) })
      const connections = Array.from({ length: 10 }, () => openRawConnection(started.port))
      const before = connections.map((connection) => {
        connection.socket.write(bytes)
        return connection.next()
      })
      await started.runtime.database.tokens.delete(token['Modal-Key'])
      const after = openRawConnection(started.port)
      after.socket.write(bytes)
      expect((await after.next())?.status).to.equal(401)
      const statuses = (await Promise.all(before)).map((answer) => answer?.status)
      expect(statuses.filter((status) => status !== 200 && status !== 401)).to.deep.equal([])
      for (const { socket } of [...connections, after]) socket.destroy()
    }
  })
})
