import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { createTokenVerifier, openDatabase } from '@portico/runtime'
import { expect } from 'chai'

import { collect, startChild } from '../support/run-child.js'
import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'

describe('kill -9 while tokens are created', () => {
  const directory = makeDirectory()
  const url = `sqlite:${join(directory, 'portico.db')}`

  after(() => removeDirectory(directory))

  it('loses none whose creation was printed', async () => {
    const printed: (readonly [string, string])[] = []
    for (let round = 0; round < 10; round += 1)
      printed.push(...(await createUntilKilled(url, round)))

    const database = await openDatabase(url)
    const verifier = createTokenVerifier(database.tokenFeed())
    for (const [tokenId, tokenSecret] of printed) {
      expect(verifier.verify({ tokenId, tokenSecret })).to.include({ ok: true })
      expect(await database.tokens.find(tokenId)).to.deep.include({ environments: ['main'] })
    }
    await database.close()
  }).timeout(120_000)
})

/** The tokens that a process printed before it was killed, in the midst of making another. */
async function createUntilKilled(
  url: string,
  round: number,
): Promise<readonly (readonly [string, string])[]> {
  const child = startChild('fault/children/create-tokens', url)
  const output = collect(child.stdout)
  const closed = once(child, 'close')
  if (child.stdout !== null) await once(child.stdout, 'data')
  await sleep(round * 7 + Math.random() * 10)
  child.kill('SIGKILL')
  await closed

  // What follows the last line end was cut off: nobody can have read it.
  const lines = output().split('\n').slice(0, -1)
  return lines.map((line) => {
    const [tokenId = '', tokenSecret = ''] = line.split(' ')
    return [tokenId, tokenSecret] as const
  })
}
