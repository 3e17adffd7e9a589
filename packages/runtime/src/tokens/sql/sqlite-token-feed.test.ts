import { pbkdf2 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

import { expect } from 'chai'

import type { Database } from '../../database/database.js'
import { openDatabase } from '../../database/open-database.js'
import {
  loadSqlite,
  type SqliteConnection,
  type SqliteStatement,
} from '../../database/sqlite/sqlite-module.js'
import { createFileReader } from '../../database/sqlite/sqlite-reader.js'
import { createProxyToken } from '../../management/operations/create-proxy-token.js'
import { createTokenVerifier } from '../token-verifier.js'
import { SqliteTokenFeed } from './sqlite-token-feed.js'

const LOOK = 'pragma data_version'

describe('a look-up in the tokens of a SQLite file', () => {
  let directory: string
  let database: Database
  let connection: SqliteConnection
  const ran: string[] = []

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'portico-feed-'))
    database = await openDatabase(`sqlite:${join(directory, 'portico.db')}`)
    const { DatabaseSync } = await loadSqlite()
    connection = counted(new DatabaseSync(join(directory, 'portico.db')), ran)
  })

  afterEach(async () => {
    connection.close()
    await database.close()
    rmSync(directory, { recursive: true })
  })

  it('runs no query where nothing changed, and looks whether it did once a turn', async () => {
    const credentials = await createProxyToken(database)
    const commits = { count: 0, onCommit: () => undefined }
    const reader = createFileReader(connection, join(directory, 'portico.db'), commits)
    const verifier = createTokenVerifier(new SqliteTokenFeed(reader))

    for (let turn = 0; turn < 3; turn += 1) {
      await nextTurn()
      ran.length = 0
      for (let request = 0; request < 100; request += 1) {
        expect(verifier.verify(credentials)).to.include({ ok: true })
      }
      expect(ran).to.deep.equal([LOOK])
    }

    await database.tokens.delete(credentials.tokenId)
    await nextTurn()
    ran.length = 0
    expect(verifier.verify(credentials)).to.deep.equal({ ok: false, reason: 'invalid' })
    expect(ran.length).to.be.greaterThan(1)
  })

  it('looks again after the loop has waited, also where a timer had it look last', async () => {
    const credentials = await createProxyToken(database)
    const commits = { count: 0, onCommit: () => undefined }
    const reader = createFileReader(connection, join(directory, 'portico.db'), commits)
    const verifier = createTokenVerifier(new SqliteTokenFeed(reader))

    await delay(5)
    expect(verifier.verify(credentials)).to.include({ ok: true })
    ran.length = 0
    await waitOutside()
    verifier.verify(credentials)
    expect(ran).to.deep.equal([LOOK])
  })
})

/** Waits for an event outside the process's own queues, so that the loop has to wait for it, too. */
function waitOutside(): Promise<unknown> {
  return promisify(pbkdf2)('waits', 'elsewhere', 200_000, 32, 'sha256')
}

/** A connection that writes down every statement it runs. */
function counted(connection: SqliteConnection, ran: string[]): SqliteConnection {
  return {
    get isTransaction() {
      return connection.isTransaction
    },
    prepare: (sql) => countedStatement(connection.prepare(sql), () => ran.push(sql)),
    exec(sql) {
      ran.push(sql)
      connection.exec(sql)
    },
    close: () => connection.close(),
  }
}

function countedStatement(statement: SqliteStatement, note: () => void): SqliteStatement {
  return {
    all: (...values) => (note(), statement.all(...values)),
    get: (...values) => (note(), statement.get(...values)),
    iterate: (...values) => (note(), statement.iterate(...values)),
    run: (...values) => (note(), statement.run(...values)),
    columns: () => statement.columns(),
  }
}
