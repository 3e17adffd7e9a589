import { type Database, EnvironmentError } from '@portico/runtime'
import { expect } from 'chai'

import { rejectionOf } from '../support/rejection-of.js'
import { storedToken } from '../support/stored-token.js'

/** What every `EnvironmentStore` promises. `open` gives an empty database each time. */
export function describeEnvironmentStore(name: string, open: () => Promise<Database>): void {
  describe(`${name} keeps environments`, () => {
    let database: Database

    beforeEach(async () => {
      database = await open()
    })

    afterEach(() => database.close())

    it('has main, with an empty web suffix, from the start', async () => {
      const [main, ...others] = await database.environments.list()
      expect(main).to.include({ name: 'main', webSuffix: '' })
      expect(others).to.deep.equal([])
    })

    it('finds what was inserted and lists by name', async () => {
      const zoo = environment('zoo')
      const beta = environment('beta')
      await database.environments.insert(zoo)
      await database.environments.insert(beta)
      expect(await database.environments.find('zoo')).to.deep.equal(zoo)
      expect(await database.environments.find('Zoo')).to.equal(undefined)
      const names = (await database.environments.list()).map((one) => one.name)
      expect(names).to.deep.equal(['beta', 'main', 'zoo'])
    })

    it('rejects a name and a web suffix that are taken', async () => {
      await database.environments.insert(environment('prod'))
      const sameName = database.environments.insert({ ...environment('prod'), webSuffix: 'x' })
      await expectRefusal(sameName, 'duplicate_environment')
      const sameSuffix = database.environments.insert({ ...environment('x'), webSuffix: 'prod' })
      await expectRefusal(sameSuffix, 'duplicate_web_suffix')
      const secondEmpty = database.environments.insert({ ...environment('y'), webSuffix: '' })
      await expectRefusal(secondEmpty, 'duplicate_web_suffix')
      expect(await database.environments.list()).to.have.lengthOf(2)
    })

    it('refuses to delete the default one', async () => {
      await expectRefusal(database.environments.delete('main'), 'default_environment')
      expect(await database.environments.find('main')).to.include({ name: 'main' })
    })

    it('deletes once', async () => {
      await database.environments.insert(environment('prod'))
      expect(await database.environments.delete('prod')).to.equal(true)
      expect(await database.environments.delete('prod')).to.equal(false)
      expect(await database.environments.find('prod')).to.equal(undefined)
    })

    it('takes what it deletes out of reach, and makes no token workspace-wide by that', async () => {
      await database.environments.insert(environment('prod'))
      await database.tokens.insert(storedToken({ id: 'wk-both', environments: ['main', 'prod'] }))
      await database.tokens.insert(storedToken({ id: 'wk-prod', environments: ['prod'] }))
      await database.environments.delete('prod')
      expect(await environmentsOf('wk-both')).to.deep.equal(['main'])
      expect(await environmentsOf('wk-prod')).to.deep.equal([])

      await database.environments.insert(environment('prod'))
      expect(await environmentsOf('wk-prod')).to.deep.equal([])
    })

    async function environmentsOf(id: string): Promise<readonly string[] | undefined> {
      return (await database.tokens.find(id))?.environments
    }
  })
}

async function expectRefusal(promise: Promise<unknown>, code: string): Promise<void> {
  const error = await rejectionOf(promise)
  expect(error).to.be.instanceOf(EnvironmentError)
  expect(error).to.include({ code })
}

function environment(name: string) {
  return { name, webSuffix: name, createdAt: new Date(1_700_000_000_000) }
}
