import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { constants } from 'node:os'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'

const APP = `
import { Body, CallerToken, fastapiEndpoint } from '@portico/sdk'

export class Desk {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/users/:id' })
  user(id: number, @CallerToken() caller: object) {
    return { id, caller }
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/users/:id' })
  change(@Body({ validate: false }) body: object) {
    return body
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  away() {
    return new Response(null, { status: 302, headers: { location: '/users/4' } })
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  forever() {
    return new Promise(() => undefined)
  }

  @fastapiEndpoint({ public: true })
  open() {
    return 'open'
  }
}
`

/** Stands in for curl: writes down what it was given. */
const FAKE_CURL = `#!/bin/sh
printf '%s\\n' "$@" > "$RECORD/arguments"
cat /dev/fd/3 > "$RECORD/configuration"
exit 7
`

describe('runtime curl', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject({ 'desk.ts': APP })
  })

  afterEach(() => project.remove())

  const listTokens = async (): Promise<readonly unknown[]> => {
    const { stdout } = await project.run(['workspace', 'proxy-tokens', 'list', '--json'])
    return JSON.parse(stdout)
  }

  it('gets into a protected endpoint with a token that is gone afterwards', async () => {
    await project.serve(['desk.ts'])
    const { code, stdout } = await project.run(['curl', '/users/4?x=1', '-s'])
    expect(code).to.equal(0)
    const { id, caller } = JSON.parse(stdout)
    expect({ id, environment: caller.environment }).to.deep.equal({ id: 4, environment: 'main' })
    expect(caller.id).to.match(/^wk-/)
    expect(await listTokens()).to.deep.equal([])
  })

  it('leaves standard input to curl, and sees the method that curl will use', async () => {
    await project.serve(['desk.ts'])
    const args = ['curl', '/users/4', '-s', '-H', 'Content-Type: application/json', '-d', '@-']
    const { stdout } = await project.run(args, { input: '{"name":"Ann"}' })
    expect(JSON.parse(stdout)).to.deep.equal({ name: 'Ann' })
  })

  it("passes curl's exit code on, and keeps the secret out of its arguments", async () => {
    await project.serve(['desk.ts'])
    const fake = join(project.path, 'fake')
    mkdirSync(fake)
    writeFileSync(join(fake, 'curl'), FAKE_CURL)
    chmodSync(join(fake, 'curl'), 0o755)
    const env = { PATH: `${fake}:${process.env['PATH']}`, RECORD: fake }
    expect((await project.run(['curl', '/users/4', '-v'], { env })).code).to.equal(7)

    const args = readFileSync(join(fake, 'arguments'), 'utf8')
    expect(args).to.contain('/users/4').and.contain('-v').and.not.contain('ws-')
    const configuration = readFileSync(join(fake, 'configuration'), 'utf8')
    expect(configuration).to.match(
      /^header = "Modal-Key: wk-\w+"\nheader = "Modal-Secret: ws-\w+"\nmax-redirs = 0\n$/,
    )
  })

  it('never follows a redirect with the token, whatever the arguments say', async () => {
    await project.serve(['desk.ts'])
    const { code, stderr } = await project.run(['curl', '/away', '-sSL', '--max-redirs', '9'])
    expect(code).to.equal(47)
    expect(stderr).to.contain('Maximum (0) redirects followed')
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`removes the token when it is ended by ${signal}`, async () => {
      await project.serve(['desk.ts'])
      const child = project.start(['curl', '/forever', '-s'], { detached: true })
      while ((await listTokens()).length === 0);
      // As a terminal does it: to the whole group.
      process.kill(-(child.pid ?? Number.NaN), signal)
      await once(child, 'close')
      expect(child.exitCode).to.equal(128 + constants.signals[signal])
      expect(await listTokens()).to.deep.equal([])
    })
  }

  it('makes no token where none is wanted', async () => {
    await project.serve(['desk.ts', '--log-level', 'info'])
    expect((await project.run(['curl', '/open', '-s'])).stdout).to.equal('"open"')
    const missing = await project.run([
      'curl',
      '/nowhere',
      '-s',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code}',
    ])
    expect(missing.stdout).to.equal('404')
  })

  it('finds the server of --url, by whichever name of this machine', async () => {
    const { url } = await project.serve(['desk.ts'])
    await project.serve(['desk.ts'])
    const many = await project.run(['curl', '/users/4', '-s'])
    expect(many.code).to.equal(1)
    expect(many.stderr).to.contain('2 servers of this workspace run: give --url ')
    for (const base of [url, `${url}/`, url.replace('127.0.0.1', 'localhost')]) {
      const { stdout } = await project.run(['curl', '--url', base, '/users/4', '-s', '-4'])
      expect(JSON.parse(stdout)).to.include({ id: 4 })
    }
  })

  it('sends no token to a machine elsewhere', async () => {
    await project.serve(['desk.ts'])
    const { code, stderr } = await project.run(['curl', '--url', 'http://192.0.2.1', '/users/4'])
    expect(code).to.equal(1)
    expect(stderr).to.contain('no token is made for a machine elsewhere')
    expect(await listTokens()).to.deep.equal([])
  })

  for (const [what, args, code] of [
    ['no server', ['curl', '/users/4'], 1],
    ['a URL that is none', ['curl', '--url', 'localhost:1', '/x'], 2],
    ['a URL with a path', ['curl', '--url', 'http://127.0.0.1:1/x', '/x'], 2],
  ] as const) {
    it(`refuses ${what} in one sentence`, async () => {
      await project.run(['workspace', 'proxy-tokens', 'create'])
      const result = await project.run(args)
      expect(result).to.deep.include({ code, stdout: '' })
      expect(result.stderr).to.match(/^[^\n]+\n$/)
    })
  }
})
