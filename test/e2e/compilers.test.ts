import { join } from 'node:path'

import { expect } from 'chai'

import { loadApps } from '../support/load-apps.js'
import { REPOSITORY } from '../support/repository.js'

describe('the two compilers', () => {
  it('give one and the same manifest', async () => {
    const source = join(REPOSITORY, 'test/binding/every-type.ts')
    const built = join(REPOSITORY, 'build/test/binding/every-type.js')
    const [atRun, byTsc] = await loadApps(REPOSITORY, [source, built])
    expect(atRun?.message).to.equal(undefined)
    expect(byTsc?.endpoints).not.to.be.empty
    expect(atRun).to.deep.equal(byTsc)
  })
})
