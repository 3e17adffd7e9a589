import { execFileSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { expect } from 'chai'

import { type CliProject, type CliServer, createCliProject } from '../support/cli-project.js'
import { collect } from '../support/run-child.js'
import { until } from '../support/until.js'

/** An app that answers with a word; `body` takes part in the class. */
function app(word: string, body = ''): string {
  return `
import { enter, exit, fastapiEndpoint } from '@portico/sdk'
import { part } from './part.js'

export class Hello {
  @fastapiEndpoint({ public: true })
  word() {
    return '${word} ' + part
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  secret() {
    return 'hidden'
  }

  @fastapiEndpoint({ public: true })
  variables() {
    return { ...process.env }
  }

  @exit()
  leave() {
    console.error('LEFT ${word}')
  }

  ${body}
}
`
}

const PART = "export const part = 'one'\n"

describe('runtime dev', function () {
  // Most tests start several processes.
  this.timeout(120_000)

  let project: CliProject
  let server: CliServer

  beforeEach(() => {
    project = createCliProject({ 'app.ts': app('first'), 'part.ts': PART })
  })

  afterEach(() => project.remove())

  const write = (name: string, text: string): void => project.write(name, text)
  const start = async (args = ['app.ts'], env = {}): Promise<void> => {
    server = await project.dev([...args], { env })
  }
  const ask = async (path = '/word'): Promise<unknown> =>
    (await fetch(`${server.url}${path}`)).json()
  const answers = (word: string): Promise<void> => until(async () => (await ask()) === word)
  const said = (text: string): Promise<void> => until(() => server.stderr().includes(text))

  it('answers with what was saved, lets the app before it leave, and says what is new', async () => {
    await start()
    expect(server.stdout()).to.contain('hello is served')
    expect(await ask()).to.equal('first one')
    write('app.ts', app('second', '@fastapiEndpoint({ public: true }) added() { return 1 }'))
    await answers('second one')
    await said('LEFT first')
    expect(server.stderr())
      .to.match(/loaded app\.ts in \d+ ms\n/)
      .and.contain('  + GET /added\n')
  })

  it('follows what the app imports, saved as editors do, and takes a burst for one change', async () => {
    await start()
    write('unrelated.ts', 'nobody imports this')
    write('part.ts.tmp', PART.replace('one', 'two'))
    renameSync(join(project.path, 'part.ts.tmp'), join(project.path, 'part.ts'))
    await answers('first two')
    for (const word of ['three', 'four', 'five']) write('part.ts', PART.replace('one', word))
    await answers('first five')
    const loaded = server.stderr().match(/loaded .*/g) ?? []
    expect(loaded.every((line) => line.startsWith('loaded part.ts in'))).to.equal(true)
    expect(loaded).to.have.lengthOf(2)
  })

  it('drops and refuses no request while it loads', async () => {
    await start(['app.ts', '--log-level', 'silent'])
    const stop = new AbortController()
    const words = new Set<unknown>()
    const askOn = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        words.add(await ask())
        await sleep(10)
      }
    }
    const askers = [askOn(), askOn()]
    for (let version = 1; version <= 3; version += 1) {
      write('app.ts', app(`v${version}`))
      await answers(`v${version} one`)
    }
    stop.abort()
    await Promise.all(askers)
    expect([...words]).to.include.members(['v1 one', 'v3 one'])
  })

  it('finishes what runs in the app before', async () => {
    const body = `
      @fastapiEndpoint({ public: true })
      async slow() {
        console.error('WAITING')
        await new Promise((resolve) => setTimeout(resolve, 1_500))
        return 'done'
      }
      @fastapiEndpoint({ public: true })
      async *endless() {
        for (;;) {
          yield 'x'
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }`
    write('app.ts', app('slow', body))
    await start()
    const endless = await fetch(`${server.url}/endless`)
    const cut = endless.text().then(
      () => 'ended',
      () => 'cut',
    )
    const slow = ask('/slow')
    await said('WAITING')
    write('app.ts', app('fast'))
    await answers('fast one')
    expect(await slow).to.equal('done')
    await cut
    await said('LEFT slow')
  })

  it('shows a syntax error with its line, and serves the last good app until it is mended', async () => {
    await start()
    write('part.ts', `const a = 1\n\nexport const part = 'one\nconst b = 2\n`)
    await said('part.ts:3:21 has a syntax error: Unterminated string')
    await said('The app keeps answering as before.')
    expect(server.stderr())
      .to.contain("> 3 | export const part = 'one\n    |                     ^\n")
      .and.contain('  4 | const b = 2\n')
    expect(await ask()).to.equal('first one')
    expect(
      server
        .stderr()
        .split('\n')
        .filter((line) => !/^[→{]/.test(line) && line.length > 80),
    ).to.be.empty
    write('part.ts', PART.replace('one', 'two'))
    await answers('first two')
  })

  it('shows where an @enter method throws, and serves the last good app', async () => {
    await start()
    write('app.ts', app('second', `@enter() open() { throw new Error('no bus') }`))
    await said('no bus')
    expect(server.stderr()).to.match(/\n {2}app\.ts:\d+:\d+\n[^]*> \d+ \|[^\n]+throw new Error/)
    expect(await ask()).to.equal('first one')
  })

  it('says that an app takes long, and gives it up for the next one', async () => {
    await start()
    write('part.ts', `while (true) {}\n${PART}`)
    await said('Still loading')
    expect(await ask()).to.equal('first one')
    write('part.ts', PART.replace('one', 'two'))
    await answers('first two')
  })

  it('waits for a file that an import asks for, and for one that was deleted', async () => {
    await start()
    write('app.ts', app('second').replace('./part.js', './lib/other.js'))
    await said("lib/other.js, which doesn't exist")
    write('lib/other.ts', PART.replace('one', 'other'))
    await answers('second other')
    rmSync(join(project.path, 'lib/other.ts'))
    await until(() => server.stderr().split("doesn't exist").length > 2)
    expect(await ask()).to.equal('second other')
    write('lib/other.ts', PART.replace('one', 'again'))
    await answers('second again')
  })

  it('waits for an app that can be loaded, and answers 503 until then', async () => {
    write('part.ts', 'export const part = (\n')
    const child = project.start(['dev', '--port', '0', 'app.ts'])
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    await until(() => stderr().includes('Nothing answers now'))
    const [url] = (await statusOf(project)).urls
    const refused = await fetch(`${url}/word`)
    expect(refused.status).to.equal(503)
    expect(await refused.text())
      .to.contain('see the terminal')
      .and.not.contain('part.ts')
    write('part.ts', PART)
    await until(() => stdout().includes('is served'))
    expect(await (await fetch(`${url}/word`)).json()).to.equal('first one')
    child.kill('SIGINT')
  })

  it('shows an error that ends the app, and loads it again', async () => {
    const crash = `@fastapiEndpoint({ public: true })
      crash() { setTimeout(() => { throw new Error('overboard') }, 1) }`
    write('app.ts', app('first', crash))
    await start()
    await ask('/crash').catch(() => undefined)
    await said('overboard')
    expect(server.stderr()).to.contain('It is loaded again.')
    await answers('first one')
  })

  it('reads .env, where the environment has nothing of that name, and reads it again', async () => {
    write('.env', 'A=from file\nB=from file\nPORTICO_NAME=Shop\n')
    await start(['app.ts'], { A: 'from environment' })
    expect(server.stdout()).to.contain('Shop is served')
    expect(await ask('/variables')).to.include({ A: 'from environment', B: 'from file' })
    expect(await ask('/variables')).to.not.have.property('PORTICO_NAME')
    write('.env', 'B=changed\n')
    await until(async () => JSON.stringify(await ask('/variables')).includes('"B":"changed"'))

    write('.env', 'B=changed\nverysecret\n')
    await said('.env:2 must be NAME=value')
    expect(server.stderr()).to.not.contain('verysecret')
    expect(await ask()).to.equal('first one')
  })

  it('is found by status, curl and stop, which a browser is not let past', async () => {
    await start()
    expect((await fetch(`${server.url}/secret`)).status).to.equal(401)
    expect((await statusOf(project)).pid).to.equal(server.pid)
    const { stdout } = await project.run(['curl', '/secret', '-s'])
    expect(stdout).to.equal('"hidden"')
    expect((await project.run(['stop'])).stdout).to.equal(`✓ Stopped server ${server.pid}\n`)
    expect(await server.ended).to.equal(0)
    expect(server.stderr()).to.contain('LEFT first')
  })

  it('describes every endpoint to whoever asks, unless that is turned off', async () => {
    await start()
    expect(server.stdout()).to.contain(`Described at ${server.url}/docs\n`)
    const paths = (await ask('/openapi.json')) as { readonly paths: object }
    expect(paths.paths).to.have.all.keys('/word', '/secret', '/variables')
    await start(['app.ts', '--no-docs'])
    expect((await fetch(`${server.url}/docs`)).status).to.equal(404)
  })

  it('ends with its processes on Ctrl-C, with 0', async () => {
    await start()
    const processes = childrenOf(server.pid)
    server.kill('SIGINT')
    expect(await server.ended).to.equal(0)
    expect(processes.filter(isAlive)).to.deep.equal([])
  })

  it('leaves no process behind where it is killed', async () => {
    await start()
    const processes = childrenOf(server.pid)
    expect(processes).to.not.be.empty
    server.kill('SIGKILL')
    await until(() => !processes.some(isAlive))
  })

  it('leaves none behind that an app holds for ever', async () => {
    await start()
    const block = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)\n'
    write('part.ts', `console.error('BLOCKED')\n${block}${PART}`)
    await said('BLOCKED')
    const processes = childrenOf(server.pid)
    expect(processes).to.have.length.above(1)
    server.kill('SIGKILL')
    await until(() => !processes.some(isAlive))
  })

  it('listens on this machine only', async () => {
    const refused = await project.run(['dev', 'app.ts', '--host', '0.0.0.0'])
    expect(refused.code).to.equal(2)
    expect(refused.stderr).to.match(/^runtime dev answers this machine alone[^\n]+\n$/)
    await start(['app.ts'], { PORTICO_HOST: '0.0.0.0' })
    expect(server.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('finds the app by package.json, or by its usual names', async () => {
    write('src/app.ts', app('usual').replace('./part.js', '../part.js'))
    rmSync(join(project.path, 'app.ts'))
    await start([])
    expect(await ask()).to.equal('usual one')
    write('named.ts', app('named'))
    write('package.json', '{"name":"x","type":"module","portico":{"app":"named.ts"}}')
    server = await project.dev([])
    expect(await ask()).to.equal('named one')
  })

  for (const [what, args] of [
    ['is not there', ['other.ts']],
    ['is a directory', ['node_modules']],
  ] as const) {
    it(`ends at once where the file ${what}, and makes no workspace`, async () => {
      const { code, stderr } = await project.run(['dev', ...args])
      expect(code).to.equal(1)
      expect(stderr).to.match(/^[^\n]+\n$/)
      expect((await project.run(['status'])).stderr).to.contain('No workspace')
    })
  }
})

async function statusOf(project: CliProject): Promise<{ pid: number; urls: string[] }> {
  const { stdout } = await project.run(['status', '--json'])
  const [status] = JSON.parse(stdout)
  return status
}

/** Processes that a process has started. */
function childrenOf(pid: number): readonly number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
