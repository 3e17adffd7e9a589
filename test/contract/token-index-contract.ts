import {
  createTokenVerifier,
  type Database,
  digestSecret,
  type StoredToken,
} from '@portico/runtime'
import { expect } from 'chai'
import fc from 'fast-check'

import { storedToken } from '../support/stored-token.js'

const IDS = ['wk-a', 'wk-b', 'wk-c']
const ENVIRONMENTS = ['main', 'dev', 'prod']
const SECRETS = ['ws-1', 'ws-2']

type Change = (database: Database) => Promise<unknown>

/**
 * What every database promises to an index in memory.
 *
 * @param open Gives an empty database, as one or more connections to it.
 */
export function describeTokenIndex(name: string, open: () => Promise<readonly Database[]>): void {
  describe(`${name} is followed by an index in memory`, function () {
    it('that answers as the rows do, after any changes through any connection', async () => {
      const databases = await open()
      const [first] = databases
      if (first === undefined) throw new Error('No connection')
      const verifier = createTokenVerifier(first.tokenFeed())

      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(), changes()), { maxLength: 3 }),
          async (steps) => {
            for (const [connection, change] of steps) {
              const database = databases[connection % databases.length]
              if (database !== undefined) await change(database)
              await nextTurn()
              const rows = new Map((await first.tokens.list()).map((token) => [token.id, token]))
              for (const id of IDS) {
                for (const tokenSecret of SECRETS) {
                  const answer = verifier.verify({ tokenId: id, tokenSecret })
                  expect(answer).to.deep.equal(answerOf(rows.get(id), tokenSecret))
                }
              }
            }
          },
        ),
        { numRuns: 1_000 },
      )
      await Promise.all(databases.map((database) => database.close()))
    }).timeout(120_000)

    it('that knows this process’s own changes in the same turn', async () => {
      const [database, ...others] = await open()
      if (database === undefined) throw new Error('No connection')
      const verifier = createTokenVerifier(database.tokenFeed())
      const credentials = { tokenId: 'wk-1', tokenSecret: 'ws-secret' }
      verifier.verify(credentials)
      await database.tokens.insert(storedToken())
      expect(verifier.verify(credentials)).to.include({ ok: true })
      await database.tokens.delete('wk-1')
      expect(verifier.verify(credentials)).to.include({ ok: false })
      await Promise.all([database, ...others].map((one) => one.close()))
    })

    it('that never sees what is not committed', async () => {
      const [database, ...others] = await open()
      if (database === undefined) throw new Error('No connection')
      await database.tokens.insert(storedToken({ id: 'wk-old' }))
      const verifier = createTokenVerifier(database.tokenFeed())
      const accepts = (tokenId: string) => verifier.verify({ tokenId, tokenSecret: 'ws-secret' }).ok

      await database
        .transaction(async ({ tokens }) => {
          await tokens.insert(storedToken())
          await tokens.delete('wk-old')
          await nextTurn()
          expect([accepts('wk-1'), accepts('wk-old')]).to.deep.equal([false, true])
          throw new Error('not kept')
        })
        .catch(ignore)
      await nextTurn()
      expect([accepts('wk-1'), accepts('wk-old')]).to.deep.equal([false, true])
      await Promise.all([database, ...others].map((one) => one.close()))
    })
  })
}

function changes(): fc.Arbitrary<Change> {
  const id = fc.constantFrom(...IDS)
  const environments = fc.option(fc.subarray(ENVIRONMENTS), { nil: undefined })
  const name = fc.constantFrom('', 'a', 'b')
  const expiresAt = fc.constantFrom(undefined, new Date(1), new Date(8e15))
  const disabledAt = fc.constantFrom(undefined, new Date(1))
  const endpoints = fc.constantFrom(undefined, [], ['hello'])
  const fields = { environments, name, expiresAt, disabledAt, endpoints }
  const secretHash = fc.constantFrom(...SECRETS.map(digestSecret))
  const token = fc.record({ id, secretHash, ...fields })

  return fc.oneof(
    token.map(
      (overrides): Change =>
        ({ tokens }) =>
          tokens.insert(storedToken(overrides)).catch(ignore),
    ),
    fc.tuple(id, fc.record(fields, { requiredKeys: [] })).map(
      ([tokenId, change]): Change =>
        ({ tokens }) =>
          tokens.update(tokenId, change).catch(ignore),
    ),
    id.map(
      (tokenId): Change =>
        ({ tokens }) =>
          tokens.delete(tokenId),
    ),
    id.map(
      (tokenId): Change =>
        ({ tokens }) =>
          tokens.touch(new Map([[tokenId, new Date()]])),
    ),
    fc.constantFrom('dev', 'prod').map((name): Change => async ({ environments: store }) => {
      await store.insert({ name, webSuffix: name, createdAt: new Date(0) }).catch(ignore)
    }),
    fc.constantFrom('dev', 'prod').map(
      (name): Change =>
        ({ environments: store }) =>
          store.delete(name),
    ),
    fc.tuple(id, id).map(
      ([one, other]): Change =>
        (database) =>
          database
            .transaction(async ({ tokens }) => {
              await tokens.delete(one)
              await tokens.insert(storedToken({ id: other }))
            })
            .catch(ignore),
    ),
  )
}

/** What the contract says about a token as it is kept. */
function answerOf(token: StoredToken | undefined, secret: string): unknown {
  if (token === undefined || !token.secretHash.equals(digestSecret(secret))) {
    return { ok: false, reason: 'invalid' }
  }
  if (token.expiresAt !== undefined && token.expiresAt.getTime() <= Date.now()) {
    return { ok: false, reason: 'expired' }
  }
  if (token.disabledAt !== undefined) return { ok: false, reason: 'disabled' }

  const { id, name, environments, endpoints } = token
  const unlimited = environments === undefined && endpoints === undefined
  const reach = unlimited
    ? undefined
    : { environments: toSet(environments), endpoints: toSet(endpoints) }
  return { ok: true, token: { id, name, reach } }
}

function toSet(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return names && new Set(names)
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Changes that are refused are part of the game. */
function ignore(): void {}
