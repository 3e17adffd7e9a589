import { expect } from 'chai'

import type { Database } from '../../database/database.js'
import { openDatabase } from '../../database/open-database.js'
import { createToken } from './create-token.js'
import { withTemporaryToken } from './temporary-token.js'

const OPTIONS = {
  createdBy: 'test',
  environments: ['main'],
  endpoints: ['label'],
  lifetimeMs: 60_000,
}

describe('withTemporaryToken', () => {
  let database: Database

  beforeEach(async () => {
    database = await openDatabase('sqlite::memory:')
  })

  afterEach(() => database.close())

  const ids = async (): Promise<readonly string[]> =>
    (await database.tokens.list()).map(({ id }) => id)

  it('makes a token for as long as the work takes', async () => {
    const result = await withTemporaryToken(database.tokens, OPTIONS, async ({ tokenId }) => {
      const token = await database.tokens.find(tokenId)
      expect(token).to.deep.include({ environments: ['main'], endpoints: ['label'] })
      expect(token?.expiresAt?.getTime()).to.be.within(Date.now() + 50_000, Date.now() + 60_000)
      return 7
    })
    expect(result).to.equal(7)
    expect(await ids()).to.deep.equal([])
  })

  it('removes it where the work fails', async () => {
    const work = withTemporaryToken(database.tokens, OPTIONS, () => Promise.reject(new Error('no')))
    expect(await work.catch(String)).to.equal('Error: no')
    expect(await ids()).to.deep.equal([])
  })

  it('sweeps what killed runs left behind, and nothing else', async () => {
    const secretHash = Buffer.alloc(32)
    const past = new Date(Date.now() - 1)
    const future = new Date(Date.now() + 60_000)
    for (const [id, createdBy, expiresAt] of [
      ['wk-left', 'test', past],
      ['wk-running', 'test', future],
      ['wk-other', 'owner', past],
    ] as const) {
      await createToken(database.tokens, { id, secretHash, createdBy, expiresAt })
    }
    await withTemporaryToken(database.tokens, OPTIONS, async () => undefined)
    expect(await ids()).to.have.members(['wk-running', 'wk-other'])
  })
})
