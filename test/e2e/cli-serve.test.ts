import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'

const OPEN = `
import { fastapiEndpoint } from '@portico/sdk'

export class Shop {
  @fastapiEndpoint()
  open() {
    return 1
  }
}
`

const SLOW = `
import { fastapiEndpoint } from '@portico/sdk'

export class Slow {
  @fastapiEndpoint({ public: true })
  async wait() {
    console.error('WAITING')
    await new Promise((resolve) => process.once('SIGUSR2', resolve))
    return 'done'
  }
}
`

const ENVIRONMENT = `
import { fastapiEndpoint } from '@portico/sdk'

export class Environment {
  @fastapiEndpoint({ public: true })
  names() {
    return Object.keys(process.env)
  }
}
`

describe('runtime serve', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject({ 'open.ts': OPEN, 'slow.ts': SLOW, 'environment.ts': ENVIRONMENT })
  })

  afterEach(() => project.remove())

  it('shows where everything answers, what is protected, and the command that makes a token', async () => {
    const { url, stdout } = await project.serve(['app.ts'])
    expect(stdout()).to.match(new RegExp(`🔑 +GET +${url}/private +protected\n`))
    expect(stdout()).to.match(new RegExp(`\n +GET +${url}/public +public\n`))
    expect(stdout()).to.contain('npx runtime workspace proxy-tokens create\n')
    expect(stdout()).to.contain(`${url}/private\n`).and.contain('npx runtime curl /private\n')
    expect(
      stdout()
        .split('\n')
        .filter((line) => line.length > 80),
    ).to.deep.equal([])
    expect((await fetch(`${url}/public`)).status).to.equal(200)
    expect((await fetch(`${url}/private`)).status).to.equal(401)
  })

  it('shows what was neither protected nor marked public', async () => {
    const { stdout } = await project.serve(['open.ts'])
    expect(stdout()).to.contain('open, not marked public').and.contain('public: true')
    expect(stdout()).not.to.contain('🔑')
  })

  it('describes every endpoint with --docs, and says where', async () => {
    const { url, stdout } = await project.serve(['app.ts', '--docs', '--strict'])
    expect(stdout()).to.contain(`\nDescribed at ${url}/docs\n`)
    const description = await (await fetch(`${url}/openapi.json`)).text()
    expect(description).to.contain('"/public"').and.not.to.contain('"/private"')
    expect((await fetch(`${url}/docs`)).status).to.equal(200)
  })

  it('describes nothing where no endpoint asks', async () => {
    const { url, stdout } = await project.serve(['app.ts'])
    expect(stdout()).not.to.contain('Described at')
    expect((await fetch(`${url}/openapi.json`)).status).to.equal(404)
  })

  it('lets in a token that another process has made meanwhile', async () => {
    const { url } = await project.serve(['app.ts'])
    const { stdout } = await project.run(['workspace', 'proxy-tokens', 'create', '--json'])
    const headers = JSON.parse(stdout)
    delete headers.Authorization
    expect((await fetch(`${url}/private`, { headers })).status).to.equal(200)
    await project.run(['workspace', 'proxy-tokens', 'update', headers['Modal-Key'], '--disable'])
    const refused = await fetch(`${url}/private`, { headers })
    expect(await refused.text()).to.equal('modal-http: proxy token is disabled\n')
  })

  for (const [what, args] of [
    ['--strict', ['--strict']],
    ['a host that is not loopback', ['--host', '0.0.0.0']],
  ] as const) {
    it(`refuses what is neither protected nor marked public with ${what}`, async () => {
      const { code, stdout, stderr } = await project.run(['serve', 'open.ts', ...args])
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' })
      expect(stderr).to.match(
        /^Shop\.open \(\/open\) is neither protected nor marked public[^\n]+\n$/,
      )
    })
  }

  it('is not strict elsewhere with --no-strict', async () => {
    const { url } = await project.serve(['open.ts', '--host', '0.0.0.0', '--no-strict'])
    expect((await fetch(`${url}/open`)).status).to.equal(200)
  })

  it('serves the environment that it is told, if there is one', async () => {
    await project.run(['workspace', 'proxy-tokens', 'create'])
    const missing = await project.run(['serve', 'app.ts', '--env', 'prod'])
    expect(missing.code).to.equal(1)
    expect(missing.stderr).to.match(/^There is no environment 'prod'[^\n]+\n$/)

    await project.run(['environment', 'create', 'prod'])
    const { stdout } = await project.serve(['app.ts', '--env', 'prod'])
    expect(stdout()).to.contain('environment prod')
  })

  it('removes our variables from its own environment', async () => {
    const { url } = await project.serve(['environment.ts'], {
      env: { PORTICO_LOG_LEVEL: 'silent', PORTICO_HOST: '127.0.0.1', OTHER: '1' },
    })
    const response = await fetch(`${url}/names`)
    const names: unknown = await response.json()
    expect(names).to.include('OTHER').and.not.include('PORTICO_HOST')
  })

  it('says which port is in use and how to take another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, stderr } = await project.run(['serve', 'app.ts', '--port', `${port}`])
    other.close()
    expect(code).to.equal(1)
    expect(stderr).to.match(
      new RegExp(`\nPort ${port} of 127.0.0.1 is in use[^\n]+--port \\d+.\n$`),
    )
  })

  it('says that a host is none of this machine', async () => {
    const { code, stderr } = await project.run(['serve', 'app.ts', '--host', '192.0.2.1'])
    expect(code).to.equal(1)
    expect(stderr).to.match(/\n192\.0\.2\.1 is no address of this machine[^\n]+\n$/)
  })

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`finishes what runs on ${signal}, accepts nothing more, and exits with 0`, async () => {
      const server = await project.serve(['slow.ts', '--log-level', 'silent'])
      const answer = fetch(`${server.url}/wait`)
      await until(() => server.stderr().includes('WAITING'))
      server.kill(signal)
      await until(async () => (await fetch(server.url).catch(() => undefined)) === undefined)
      server.kill('SIGUSR2')
      expect(await (await answer).json()).to.equal('done')
      expect(await server.ended).to.equal(0)
    })
  }

  it('ends at once on a second signal', async () => {
    const server = await project.serve(['slow.ts', '--log-level', 'silent'])
    const answer = fetch(`${server.url}/wait`).catch(() => 'cut')
    await until(() => server.stderr().includes('WAITING'))
    server.kill('SIGTERM')
    await until(async () => (await fetch(server.url).catch(() => undefined)) === undefined)
    server.kill('SIGTERM')
    expect(await server.ended).to.equal(143)
    expect(await answer).to.equal('cut')
  })

  it('takes settings from portico.yaml, and refuses what none is', async () => {
    const file = join(project.path, 'portico.yaml')
    writeFileSync(file, 'name: Shop of mine\nlog-level: silent\n')
    const { stdout } = await project.serve(['app.ts'])
    expect(stdout()).to.contain('Shop of mine is served')

    writeFileSync(file, 'prot: 1\n')
    const unknown = await project.run(['serve', 'app.ts'])
    expect(unknown.code).to.equal(1)
    expect(unknown.stderr).to.match(/^"prot" in portico\.yaml is no setting[^\n]+\n$/)
  })

  for (const [what, args, env, sentence, code] of [
    ['flag', ['--port', 'x'], {}, '--port must be a whole number', 2],
    ['variable', [], { PORTICO_PORT: 'x' }, 'The variable PORTICO_PORT must be', 1],
    ['level', ['--log-level', 'loud'], {}, '--log-level must be one of silent, fatal', 2],
  ] as const) {
    it(`refuses a wrong ${what} in one sentence with exit code ${code}`, async () => {
      const result = await project.run(['serve', 'app.ts', ...args], { env })
      expect(result).to.deep.include({ code, stdout: '' })
      expect(result.stderr)
        .to.contain(sentence)
        .and.match(/^[^\n]+\n$/)
    })
  }

  it('refuses YAML that is none', async () => {
    writeFileSync(join(project.path, 'portico.yaml'), 'port: [1\n')
    const { code, stderr } = await project.run(['serve', 'app.ts'])
    expect(code).to.equal(1)
    expect(stderr).to.match(/^portico\.yaml isn't YAML[^\n]+\n$/)
  })
})

/** Waits until something holds; the test's own time limit ends the wait. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}
