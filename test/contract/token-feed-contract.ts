import { type Database, type TokenSink } from '@portico/runtime'
import { expect } from 'chai'

import { storedToken } from '../support/stored-token.js'

/** More than a store remembers deletions for. */
const MANY_REVISIONS = 12_000

/** What every database's feed promises. `open` gives an empty database each time. */
export function describeTokenFeed(name: string, open: () => Promise<Database>): void {
  describe(`${name} has a feed`, () => {
    let database: Database

    beforeEach(async () => {
      database = await open()
    })

    afterEach(() => database.close())

    it('that brings everything first, then what was changed', async () => {
      await database.tokens.insert(storedToken({ id: 'wk-1' }))
      await database.tokens.insert(storedToken({ id: 'wk-2', name: 'ci' }))
      const follow = follower(database)
      expect(await follow()).to.deep.equal(['clear', 'put wk-1,wk-2'])

      await database.tokens.update('wk-1', { disabledAt: new Date() })
      await database.tokens.insert(storedToken({ id: 'wk-3' }))
      await database.tokens.delete('wk-2')
      const changes = await follow()
      expect(changes).to.deep.equal(['remove wk-2', 'put wk-1,wk-3'])
    })

    it('that brings nothing where nothing was changed, or tokens were only used', async () => {
      await database.tokens.insert(storedToken())
      const follow = follower(database)
      await follow()
      await database.tokens.touch(new Map([['wk-1', new Date()]]))
      expect(await follow()).to.deep.equal([])
    })

    it('that brings whom a deleted environment concerns', async () => {
      await database.environments.insert({ name: 'prod', webSuffix: 'p', createdAt: new Date() })
      await database.tokens.insert(storedToken({ id: 'wk-1', environments: ['prod'] }))
      await database.tokens.insert(storedToken({ id: 'wk-2', environments: ['main'] }))
      const follow = follower(database)
      await follow()
      await database.environments.delete('prod')
      expect(await follow()).to.deep.equal(['put wk-1'])
    })

    it('that starts over where a change could not be taken in', async () => {
      await database.tokens.insert(storedToken({ id: 'wk-1' }))
      const feed = database.tokenFeed()
      const calls: string[] = []
      feed.catchUp(recordingSink(calls))
      await database.tokens.insert(storedToken({ id: 'wk-2' }))
      const failure = new Error('out of memory')
      const failing: TokenSink = {
        ...recordingSink([]),
        put() {
          throw failure
        },
      }
      for (let time = 0; time < 2; time += 1) {
        expect(() => feed.catchUp(failing)).to.throw(failure)
      }
      feed.catchUp(recordingSink(calls))
      expect(calls).to.deep.equal(['clear', 'put wk-1', 'clear', 'put wk-1,wk-2'])
    })

    it('that starts over for a follower who missed too many deletions', async () => {
      await database.tokens.insert(storedToken({ id: 'wk-1' }))
      await database.tokens.insert(storedToken({ id: 'wk-2' }))
      const follow = follower(database)
      await follow()
      await database.tokens.delete('wk-1')
      await database.transaction(async ({ tokens }) => {
        for (let revision = 0; revision < MANY_REVISIONS; revision += 1) {
          await tokens.update('wk-2', { expiresAt: new Date(revision) })
        }
        await tokens.insert(storedToken({ id: 'wk-3' }))
        await tokens.delete('wk-3')
      })
      expect(await follow()).to.deep.equal(['clear', 'put wk-2'])
    }).timeout(60_000)
  })
}

/** Says what the feed hands over, turn by turn. */
function follower(database: Database): () => Promise<readonly string[]> {
  const feed = database.tokenFeed()
  return async () => {
    await new Promise((resolve) => setImmediate(resolve))
    const calls: string[] = []
    feed.catchUp(recordingSink(calls))
    return calls
  }
}

function recordingSink(calls: string[]): TokenSink {
  return {
    clear: () => calls.push('clear'),
    put: ({ ids }) => calls.push(`put ${ids.toSorted().join()}`),
    remove: (id) => calls.push(`remove ${id}`),
  }
}
