import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { createTokenVerifier, type Database, openDatabase } from '@portico/runtime'
import { AuthError, type TokenVerification } from '@portico/sdk'
import { expect } from 'chai'

import { runChild } from '../support/run-child.js'
import { STORED_SECRET, storedToken } from '../support/stored-token.js'
import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'

const CREDENTIALS = { tokenId: 'wk-1', tokenSecret: STORED_SECRET }

describe('another process that changes the database file', () => {
  let directory: string
  let file: string
  let database: Database

  beforeEach(async () => {
    directory = makeDirectory()
    file = join(directory, 'portico.db')
    database = await openDatabase(`sqlite:${file}`)
  })

  afterEach(async () => {
    await database.close()
    removeDirectory(directory)
  })

  it('is obeyed at the next request', async () => {
    const verify = verifier()
    expect(verify()).to.deep.equal({ ok: false, reason: 'invalid' })
    await change('insert')
    expect(verify()).to.deep.include({ ok: true })
    await change('disable')
    expect(verify()).to.deep.equal({ ok: false, reason: 'disabled' })
    await change('enable')
    expect(verify()).to.deep.include({ ok: true })
    await change('narrow')
    expect(reachedEnvironments(verify())).to.deep.equal([])
    await change('delete')
    expect(verify()).to.deep.equal({ ok: false, reason: 'invalid' })
  })

  it('admits nobody on old state once the file is deleted', async () => {
    await database.tokens.insert(storedToken())
    const verify = verifier()
    rmSync(file)
    await fileCheck()
    expectUnavailable(verify)
  })

  it('admits nobody on old state while another file is in its place', async () => {
    await database.tokens.insert(storedToken())
    const verify = verifier()
    renameSync(file, `${file}.moved`)
    copyFileSync(`${file}.moved`, file)
    await fileCheck()
    expectUnavailable(verify)

    renameSync(`${file}.moved`, file)
    await fileCheck()
    expect(verify()).to.deep.include({ ok: true })
  })

  it('admits nobody once the database is closed', async () => {
    await database.tokens.insert(storedToken())
    const verify = verifier()
    await database.close()
    expectUnavailable(verify)
  })

  function verifier(): () => TokenVerification {
    const tokens = createTokenVerifier(database.tokenFeed())
    return () => tokens.verify(CREDENTIALS)
  }

  async function change(name: string): Promise<void> {
    const { code, stderr } = await runChild('fault/children/change-token', database.url, name)
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
  }
})

function expectUnavailable(verify: () => TokenVerification): void {
  expect(verify).to.throw(AuthError).that.includes({ code: 'unavailable', status: 503 })
}

function reachedEnvironments(answer: TokenVerification): readonly string[] | undefined {
  const environments = answer.ok ? answer.token.reach?.environments : undefined
  return environments && [...environments]
}

/** The file behind the path is looked at four times a second. */
function fileCheck(): Promise<void> {
  return sleep(300)
}
