import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { runSql } from '../support/run-sql.js'

describe('the workspace of a command', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject()
  })

  afterEach(() => project.remove())

  const CREATE = ['workspace', 'proxy-tokens', 'create']
  const LIST = ['workspace', 'proxy-tokens', 'list', '--json']

  it('is made by the first token beside a package.json, closed to others and to repositories', async () => {
    await project.run(CREATE)
    const directory = join(project.path, '.portico')
    expect(statSync(directory).mode & 0o777).to.equal(0o700)
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o777, name).to.equal(0o600)
    }
    expect(readFileSync(join(directory, '.gitignore'), 'utf8')).to.equal('*\n')
    expect(readFileSync(join(directory, '.dockerignore'), 'utf8')).to.equal('*\n')
  })

  it('is the nearest .portico/ above', async () => {
    await project.run(CREATE)
    const cwd = join(project.path, 'deep/below')
    mkdirSync(cwd, { recursive: true })
    const created = await project.run(CREATE, { cwd })
    expect(created.stderr).to.match(/^→ local \.\.\/\.\.\/\.portico\n/)
    expect(JSON.parse((await project.run(LIST)).stdout)).to.have.lengthOf(2)
  })

  it('is the database that is named, by flag before variable before portico.yaml', async () => {
    const named = (name: string) => ({ env: { PORTICO_DATABASE_URL: `sqlite:${name}` } })
    writeFileSync(join(project.path, 'portico.yaml'), 'database-url: sqlite:file.db\n')
    expect((await project.run(CREATE)).stderr).to.match(/^→ local \.\/file\.db\n/)
    expect((await project.run(CREATE, named('variable.db'))).stderr).to.match(
      /^→ local \.\/variable\.db\n/,
    )
    const flag = await project.run([...CREATE, '--database-url', 'sqlite:flag.db'], named('x.db'))
    expect(flag.stderr).to.match(/^→ local \.\/flag\.db\n/)
  })

  it('is not made by commands that only look, and they say where they looked', async () => {
    const empty = join(project.path, 'empty')
    mkdirSync(empty)
    for (const args of [LIST, ['environment', 'create', 'x'], CREATE, ['status'], ['stop']]) {
      const { code, stderr } = await project.run(args, { cwd: empty })
      expect(code).to.equal(1)
      expect(stderr).to.contain(`no .portico/ in ${empty} or above it`)
    }
    expect(readdirSync(empty)).to.deep.equal([])
  })

  it('is not made for an app that does not load', async () => {
    const { code } = await project.run(['serve', 'nowhere.ts'])
    expect(code).to.equal(1)
    expect(readdirSync(project.path)).not.to.include('.portico')
  })

  it('can not be a file that is no database', async () => {
    writeFileSync(
      join(project.path, 'text.db'),
      'not a database, but long enough to be read as one',
    )
    const { code, stderr } = await project.run([...LIST, '--database-url', 'sqlite:text.db'])
    expect(code).to.equal(1)
    expect(stderr).to.match(/^[^\n]*text\.db[^\n]*\.\n$/)
  })

  it('can not be of a newer version', async () => {
    await project.run(CREATE)
    const sql = `insert into kysely_migration values ('999-future', '2099-01-01')`
    runSql(join(project.path, '.portico/portico.db'), sql)
    for (const args of [LIST, ['serve', 'app.ts']]) {
      const { code, stdout, stderr } = await project.run(args)
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' })
      expect(stderr.replace(/^→.*\n/, '')).to.match(/^[^\n]*newer[^\n]*\n$/)
    }
  })

  it('can not be made in a read-only directory (Linux has one for the superuser too: skipped elsewhere)', async function () {
    // Where nobody can write, not even the superuser whom this may run as.
    if (process.platform !== 'linux') this.skip()
    const { code, stdout, stderr } = await project.run(['serve', join(project.path, 'app.ts')], {
      cwd: '/proc',
    })
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' })
    expect(stderr).to.match(/^[^\n]*write access to \/proc[^\n]*\n$/)
  })

  it('can not be made where a file is in the way', async () => {
    rmSync(join(project.path, '.portico'), { force: true })
    writeFileSync(join(project.path, '.portico'), '')
    const { code, stderr } = await project.run(CREATE)
    expect(code).to.equal(1)
    expect(stderr).to.match(/^[^\n]*\.portico[^\n]*\n$/)
  })
})

describe('runtime environment', () => {
  let project: CliProject

  beforeEach(async () => {
    project = createCliProject()
    await project.run(['workspace', 'proxy-tokens', 'create', '--environment', 'main'])
  })

  afterEach(() => project.remove())

  const run = (...args: readonly string[]) => project.run(['environment', ...args])

  it('creates, lists and deletes', async () => {
    expect(await run('create', 'Prod.1')).to.deep.include({
      code: 0,
      stdout: "✓ Created environment 'Prod.1'\n",
    })
    const listed = JSON.parse((await run('list', '--json')).stdout)
    expect(listed.map(({ name }: { name: string }) => name)).to.deep.equal(['Prod.1', 'main'])
    expect(listed[0]).to.include({ web_suffix: 'prod-1' })
    expect((await run('list')).stdout).to.match(/^Name +Web suffix +Created at\n/)
    expect(await run('delete', 'Prod.1', '-y')).to.deep.include({
      code: 0,
      stdout: "✓ Deleted environment 'Prod.1'\n",
    })
  })

  for (const [what, args, code] of [
    ['a name that is taken', ['create', 'main'], 1],
    ['a name that is none', ['create', 'a b'], 2],
    ['a name with control characters', ['create', 'a\u001bb'], 2],
    ['to delete the default one', ['delete', 'main', '-y'], 1],
    ['to delete one that is not there', ['delete', 'nowhere', '-y'], 1],
    ['to delete without a terminal', ['delete', 'main'], 1],
  ] as const) {
    it(`refuses ${what} in one sentence`, async () => {
      const result = await run(...args)
      expect(result).to.deep.include({ code, stdout: '' })
      expect(result.stderr.replace(/^→.*\n/, '')).to.match(/^[^\n]+\.\n$/)
      expect(result.stderr).not.to.contain('\u001b')
    })
  }
})
