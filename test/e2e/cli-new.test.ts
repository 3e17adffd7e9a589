import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { REPOSITORY } from '../support/repository.js'
import { type ChildResult, collect } from '../support/run-child.js'
import { until } from '../support/until.js'

interface PackageFile {
  readonly name: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

describe('runtime new', function () {
  // npm starts what starts what is tested.
  this.timeout(120_000)

  let project: CliProject

  beforeEach(() => {
    project = createCliProject()
  })

  afterEach(() => project.remove())

  const path = (name: string): string => join(project.path, name)
  const make = (...args: readonly string[]): Promise<ChildResult> => project.run(['new', ...args])

  const startNpm = (...args: readonly string[]): ChildProcess =>
    spawn('npm', args, {
      cwd: path('shop'),
      env: {
        PATH: process.env['PATH'],
        HOME: project.path,
        XDG_RUNTIME_DIR: project.runtimeDirectory,
        npm_config_update_notifier: 'false',
      },
      detached: true,
    })

  const npm = async (...args: readonly string[]): Promise<ChildResult> => {
    const child = startNpm(...args)
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    await once(child, 'close')
    return { code: child.exitCode, stdout: stdout(), stderr: stderr() }
  }

  it('makes a project whose tests pass, whose types are right, and that develops', async () => {
    const { code, stdout } = await make('shop')
    expect(code).to.equal(0)
    expect(stdout).to.contain('  cd shop\n  npm install\n  npm run dev\n')
    symlinkSync(join(REPOSITORY, 'node_modules'), path('shop/node_modules'))

    const tests = await npm('test')
    expect(tests, tests.stdout + tests.stderr).to.include({ code: 0 })
    expect(tests.stdout).to.contain('3 passing')
    const check = await npm('run', 'check')
    expect(check, check.stdout).to.include({ code: 0 })

    const dev = startNpm('run', 'dev', '--', '--port', '0')
    const output = collect(dev.stdout)
    await until(() => output().includes('is served') && output().endsWith('\n\n'))
    const [url] = /http:\/\/[^\s/]+:\d+/.exec(output()) ?? []
    const greet = async (): Promise<string> => (await fetch(`${url}/hello`)).text()
    expect(await greet()).to.equal('{"greeting":"hello world"}')
    const app = readFileSync(path('shop/src/app.ts'), 'utf8')
    writeFileSync(path('shop/src/app.ts'), app.replace("'world'", "'moon'"))
    await until(async () => (await greet()) === '{"greeting":"hello moon"}')
    if (dev.pid !== undefined) process.kill(-dev.pid, 'SIGINT')
    await once(dev, 'close')
  })

  it('names versions that fit this one, and those that it is tested with', async () => {
    await make('shop')
    const made = readPackage(path('shop/package.json'))
    const own = readPackage(join(REPOSITORY, 'packages/runtime/package.json'))
    const repository = readPackage(join(REPOSITORY, 'package.json'))
    expect(made.dependencies).to.include(own.peerDependencies)
    const { '@oxc-node/core': compiler, ...others } = made.devDependencies
    expect(compiler).to.equal(own.dependencies['@oxc-node/core'])
    expect(repository.devDependencies).to.include(others)
  })

  it('takes an empty directory and another name', async () => {
    mkdirSync(path('deep/er'), { recursive: true })
    expect((await make('deep/er', '--name', 'my-shop')).code).to.equal(0)
    expect(readPackage(path('deep/er/package.json')).name).to.equal('my-shop')
    expect(readFileSync(path('deep/er/README.md'), 'utf8')).to.match(/^# my-shop\n/)
    expect(readFileSync(path('deep/er/.gitignore'), 'utf8')).to.contain('.env\n.portico\n')
  })

  for (const [what, directory, sentence] of [
    ['a directory with something in it', 'full', 'full is not empty'],
    ['a file', 'app.ts', 'app.ts is a file'],
  ] as const) {
    it(`writes nothing into ${what}`, async () => {
      mkdirSync(path('full'))
      writeFileSync(path('full/package.json'), 'mine')
      const { code, stdout, stderr } = await make(directory, '--name', 'shop')
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' })
      expect(stderr).to.equal(`${sentence}: name a directory that isn't there yet.\n`)
      expect(readdirSync(path('full'))).to.deep.equal(['package.json'])
      expect(readFileSync(path('full/package.json'), 'utf8')).to.equal('mine')
    })
  }

  it('says in a sentence what the file system refuses', async () => {
    symlinkSync('round', path('round'))
    for (const directory of ['round', 'round/shop', 'x'.repeat(300)]) {
      const { code, stdout, stderr } = await make(directory, '--name', 'shop')
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' })
      expect(stderr).to.equal(`${directory} can't be written: check the path and your rights.\n`)
    }
  })

  it('calls the working directory by its name, where none is given', async () => {
    writeFileSync(path('mine'), '')
    const { stderr } = await make('', '--name', 'shop')
    expect(stderr).to.equal(". is not empty: name a directory that isn't there yet.\n")
  })

  for (const args of [['My Shop'], ['shop', '--name', '../x'], ['shop', '--name', '']]) {
    it(`refuses names that npm would: ${args.join(' ')}`, async () => {
      const { code, stderr } = await make(...args)
      expect(code).to.equal(2)
      expect(stderr).to.match(/^"[^\n]*" can't be the name of a package: give --name[^\n]+\n$/)
      expect(readdirSync(project.path)).to.not.include(args[0])
    })
  }
})

function readPackage(file: string): PackageFile {
  return JSON.parse(readFileSync(file, 'utf8'))
}
