import {
  type Database,
  DuplicateTokenError,
  type TokenChanges,
  UnknownEnvironmentError,
} from '@portico/runtime'
import { expect } from 'chai'

import { rejectionOf } from '../support/rejection-of.js'
import { storedToken } from '../support/stored-token.js'

/** What every `TokenStore` promises. `open` gives an empty database each time. */
export function describeTokenStore(name: string, open: () => Promise<Database>): void {
  describe(`${name} keeps proxy tokens`, () => {
    let database: Database

    beforeEach(async () => {
      database = await open()
      await database.environments.insert(environment('prod'))
    })

    afterEach(() => database.close())

    it('finds what was inserted, with every field', async () => {
      const full = storedToken({
        id: 'wk-2',
        name: "Ann's “token”, 1",
        environments: ['main', 'prod'],
        endpoints: ['a,b', '"c"'],
        expiresAt: new Date(1_800_000_000_001),
        disabledAt: new Date(1_700_000_000_002),
        lastUsedAt: new Date(1_700_000_000_003),
      })
      await database.tokens.insert(storedToken())
      await database.tokens.insert(full)
      expect(await database.tokens.find('wk-1')).to.deep.equal(storedToken())
      expect(await database.tokens.find('wk-2')).to.deep.equal(full)
      expect(await database.tokens.find('wk-3')).to.equal(undefined)
    })

    it('tells a token that reaches nothing from one that reaches everything', async () => {
      await database.tokens.insert(storedToken({ environments: [], endpoints: [] }))
      const token = await database.tokens.find('wk-1')
      expect(token).to.deep.include({ environments: [], endpoints: [] })
    })

    it('lists the newest first', async () => {
      for (const [id, time] of [
        ['wk-b', 2],
        ['wk-c', 3],
        ['wk-a', 1],
      ] as const) {
        const environments = ['prod', 'main']
        await database.tokens.insert(storedToken({ id, createdAt: new Date(time), environments }))
      }
      const tokens = await database.tokens.list()
      expect(tokens.map(({ id }) => id)).to.deep.equal(['wk-c', 'wk-b', 'wk-a'])
      expect(tokens[0]?.environments).to.deep.equal(['main', 'prod'])
    })

    it('rejects an id that is taken and leaves the token as it was', async () => {
      await database.tokens.insert(storedToken())
      const again = storedToken({ name: 'other', environments: ['prod'] })
      expect(await rejectionOf(database.tokens.insert(again))).to.be.instanceOf(DuplicateTokenError)
      expect(await database.tokens.find('wk-1')).to.deep.equal(storedToken())
    })

    it('rejects an environment that is not there and changes nothing', async () => {
      const token = storedToken({ environments: ['prod', 'nowhere'] })
      const refused = await rejectionOf(database.tokens.insert(token))
      expect(refused).to.be.instanceOf(UnknownEnvironmentError)
      expect(await database.tokens.list()).to.deep.equal([])

      await database.tokens.insert(storedToken({ environments: ['prod'] }))
      const changes = { name: 'new', environments: ['nowhere'] }
      const refusedToo = await rejectionOf(database.tokens.update('wk-1', changes))
      expect(refusedToo).to.be.instanceOf(UnknownEnvironmentError)
      const token1 = await database.tokens.find('wk-1')
      expect(token1).to.deep.include({ name: '', environments: ['prod'] })
    })

    const changes: readonly TokenChanges[] = [
      { name: 'new' },
      { environments: ['main'] },
      { environments: [] },
      { environments: undefined },
      { endpoints: ['hello'] },
      { endpoints: undefined },
      { expiresAt: new Date(5) },
      { expiresAt: undefined },
      { disabledAt: new Date(6) },
      { disabledAt: undefined },
      {},
    ]
    for (const change of changes) {
      it(`changes ${JSON.stringify(change)} (${Object.keys(change).join()}) and nothing else`, async () => {
        const before = storedToken({
          name: 'old',
          environments: ['prod'],
          endpoints: ['old'],
          expiresAt: new Date(1),
          disabledAt: new Date(2),
        })
        await database.tokens.insert(before)
        expect(await database.tokens.update('wk-1', change)).to.equal(true)
        expect(await database.tokens.find('wk-1')).to.deep.equal({ ...before, ...change })
      })
    }

    it('changes and deletes nothing where there is no such token', async () => {
      expect(await database.tokens.update('wk-1', { name: 'x' })).to.equal(false)
      expect(await database.tokens.delete('wk-1')).to.equal(false)
    })

    it('deletes once, and takes the same id again', async () => {
      await database.tokens.insert(storedToken({ environments: ['prod'] }))
      expect(await database.tokens.delete('wk-1')).to.equal(true)
      expect(await database.tokens.delete('wk-1')).to.equal(false)
      expect(await database.tokens.find('wk-1')).to.equal(undefined)
      await database.tokens.insert(storedToken({ environments: [] }))
      expect(await database.tokens.find('wk-1')).to.deep.include({ environments: [] })
    })

    it('records uses, never backwards, and skips unknown ids', async () => {
      await database.tokens.insert(storedToken())
      await database.tokens.touch(uses(['wk-1', 20], ['wk-2', 20]))
      await database.tokens.touch(uses(['wk-1', 10]))
      expect(await database.tokens.find('wk-1')).to.deep.include({ lastUsedAt: new Date(20) })
      expect(await database.tokens.list()).to.have.lengthOf(1)
    })

    it('refuses a date that is none rather than keeping "never"', async () => {
      const token = storedToken({ expiresAt: new Date(NaN) })
      expect(await rejectionOf(database.tokens.insert(token))).to.be.instanceOf(RangeError)
      expect(await database.tokens.list()).to.deep.equal([])
    })

    it('keeps all of a transaction or nothing', async () => {
      const failure = new Error('changed my mind')
      const failed = database.transaction(async ({ tokens, environments }) => {
        await environments.insert(environment('dev'))
        await tokens.insert(storedToken({ environments: ['dev'] }))
        throw failure
      })
      expect(await rejectionOf(failed)).to.equal(failure)
      expect(await database.tokens.list()).to.deep.equal([])
      expect(await database.environments.find('dev')).to.equal(undefined)

      await database.transaction(async ({ tokens }) => {
        await tokens.insert(storedToken())
        await tokens.update('wk-1', { name: 'both' })
      })
      expect(await database.tokens.find('wk-1')).to.deep.include({ name: 'both' })
    })
  })
}

function environment(name: string) {
  return { name, webSuffix: name, createdAt: new Date(0) }
}

function uses(...entries: readonly (readonly [string, number])[]): ReadonlyMap<string, Date> {
  return new Map(entries.map(([id, time]) => [id, new Date(time)]))
}
