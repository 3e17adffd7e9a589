import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { DatabaseError, type DatabaseErrorCode, openDatabase } from '@portico/runtime'
import { expect } from 'chai'

import { rejectionOf } from '../support/rejection-of.js'
import { runChild } from '../support/run-child.js'
import { runSql } from '../support/run-sql.js'
import { storedToken } from '../support/stored-token.js'
import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'

describe('openDatabase', () => {
  let directory: string
  let file: string

  beforeEach(() => {
    directory = makeDirectory()
    file = join(directory, 'portico.db')
  })

  afterEach(() => {
    chmodSync(directory, 0o700)
    removeDirectory(directory)
  })

  it('lets eight processes start at once where there is no file', async () => {
    const starts = Array.from({ length: 8 }, () =>
      runChild('fault/children/open-database', `sqlite:${file}`),
    )
    for (const { code, stderr } of await Promise.all(starts)) {
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
    }
    const database = await openDatabase(`sqlite:${file}`)
    expect(await database.tokens.list()).to.have.lengthOf(8)
    expect(await database.environments.list()).to.have.lengthOf(1)
    await database.close()
  }).timeout(60_000)

  it('keeps its files from other users', async () => {
    const database = await openDatabase(`sqlite:${file}`)
    for (const ending of ['', '-wal', '-shm']) {
      expect(statSync(file + ending).mode & 0o777, ending).to.equal(0o600)
    }
    await database.close()
  })

  it('opens a path that is relative to the working directory', async () => {
    const database = await openDatabase(`sqlite:${relative(process.cwd(), file)}`)
    expect(database.url).to.equal(`sqlite:${file}`)
    await database.close()
  })

  for (const url of ['', 'portico.db', 'sqlite:', 'mysql://u:hunter2@h/db']) {
    it(`refuses the URL '${url}' without telling what is in it`, async () => {
      const error = await refusal(url, 'unsupported_url')
      expect(error.message).to.include('sqlite:PATH').and.not.include('hunter2')
    })
  }

  it('says that a file is not a database', async () => {
    writeFileSync(file, 'this is a letter to my aunt. '.repeat(100))
    await refusal(`sqlite:${file}`, 'not_a_database')
  })

  it('says that a database belongs to another program, and leaves it alone', async () => {
    runSql(file, 'create table recipe (name text)')
    await refusal(`sqlite:${file}`, 'not_a_database')
    runSql(file, 'insert into recipe values (1)')
  })

  it('says that a database is of a newer version', async () => {
    await (await openDatabase(`sqlite:${file}`)).close()
    runSql(file, `insert into kysely_migration values ('999-future', '2099-01-01')`)
    const { message } = await refusal(`sqlite:${file}`, 'newer_version')
    expect(message).to.include('999-future')
  })

  it('says that the directory is missing', async () => {
    await refusal(`sqlite:${join(directory, 'missing', 'portico.db')}`, 'directory_missing')
    writeFileSync(file, '')
    await refusal(`sqlite:${join(file, 'portico.db')}`, 'directory_missing')
  })

  it('says that a directory can’t be used as a file', async () => {
    const { message } = await refusal('sqlite:.', 'not_a_file')
    expect(message).to.equal(
      `The database can't be at ${process.cwd()}, which is a directory; name a file in it, such as sqlite:${join(process.cwd(), 'portico.db')}`,
    )
    mkdirSync(file)
    await refusal(`sqlite:${file}`, 'not_a_file')
    expect((await refusal('sqlite:/dev/null', 'not_a_file')).message).to.contain('which is no file')
  })

  it('says that the directory can only be read', async () => {
    chmodSync(directory, 0o555)
    await asNobody(() => refusal(`sqlite:${file}`, 'read_only'))
  })

  it('says that the database can only be read', async () => {
    await (await openDatabase(`sqlite:${file}`)).close()
    chmodSync(directory, 0o555)
    chmodSync(file, 0o444)
    await asNobody(async () => {
      const error = await rejectionOf(openAndWrite(`sqlite:${file}`))
      expect(error).to.be.instanceOf(DatabaseError)
      expect(error).to.have.property('code').that.is.oneOf(['read_only', 'unavailable'])
    })
  })

  it('waits for another’s transaction without stopping this process', async () => {
    const first = await openDatabase(`sqlite:${file}`)
    const second = await openDatabase(`sqlite:${file}`)
    const order: string[] = []
    const long = first.transaction(async ({ tokens }) => {
      await tokens.insert(storedToken())
      // Only a process that goes on gets past this.
      await sleep(100)
      order.push('first')
    })
    await second.tokens.update('wk-1', { name: 'second' })
    order.push('second')
    await long
    expect(order).to.deep.equal(['first', 'second'])
    expect(await first.tokens.find('wk-1')).to.deep.include({ name: 'second' })
    await Promise.all([first.close(), second.close()])
  })

  it('says that another process locks the database, after the time it was given', async () => {
    await (await openDatabase(`sqlite:${file}`)).close()
    const first = await openDatabase(`sqlite:${file}`)
    const second = await openDatabase(`sqlite:${file}`, { busyTimeoutMs: 10 })
    const error = await first.transaction(() =>
      rejectionOf(second.tokens.update('wk-1', { name: 'x' })),
    )
    expect(error).to.be.instanceOf(DatabaseError).and.include({ code: 'locked' })
    await Promise.all([first.close(), second.close()])
  })
})

/** The error that opening `url` ends in: one sentence, without a line end. */
async function refusal(url: string, code: DatabaseErrorCode): Promise<Error> {
  const error = await rejectionOf(openDatabase(url))
  if (!(error instanceof DatabaseError)) throw error
  expect(error.code, error.message).to.equal(code)
  expect(error.message).not.to.include('\n')
  return error
}

async function openAndWrite(url: string): Promise<void> {
  const database = await openDatabase(url)
  try {
    await database.tokens.insert(storedToken())
  } finally {
    await database.close()
  }
}

/** Rights don't bind root, so there `work` runs with those of another user. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}
