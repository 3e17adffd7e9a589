import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'

describe('the control socket of a server', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject()
  })

  afterEach(() => project.remove())

  const sockets = (): string => join(project.runtimeDirectory, 'portico')

  it('lies in a private directory, named by the database and the process', async () => {
    const { pid } = await project.serve(['app.ts'])
    const url = `sqlite:${join(project.path, '.portico/portico.db')}`
    const key = createHash('sha256').update(url).digest('hex').slice(0, 16)
    expect(readdirSync(sockets())).to.deep.equal([`${key}-${pid}.sock`])
    expect(statSync(sockets()).mode & 0o777).to.equal(0o700)
    expect(statSync(join(sockets(), `${key}-${pid}.sock`)).mode & 0o777).to.equal(0o600)
  })

  it('tells the status', async () => {
    const { pid, url } = await project.serve(['app.ts'])
    const { code, stdout } = await project.run(['status', '--json'])
    expect(code).to.equal(0)
    const [status] = JSON.parse(stdout)
    expect(status).to.include({ pid, environment: 'main', app: 'hello' })
    expect(status.urls).to.deep.equal([url])
    expect(status.routes).to.deep.include({
      methods: ['GET'],
      path: '/private',
      hosts: [],
      label: 'hello-hello-private',
      protected: true,
      public: false,
    })
    expect((await project.run(['status'])).stdout).to.contain(`🔑  GET  ${url}/private`)
  })

  it('survives a request for something that is no URL', async () => {
    const { url } = await project.serve(['app.ts'])
    const [name = ''] = readdirSync(sockets())
    const socket = connect(join(sockets(), name)).end('GET // HTTP/1.1\r\nHost: x\r\n\r\n')
    socket.resume()
    await once(socket, 'close')
    expect((await fetch(`${url}/public`)).status).to.equal(200)
  })

  it('stops the server, and is gone then', async () => {
    const server = await project.serve(['app.ts'])
    const { code, stdout } = await project.run(['stop'])
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: `✓ Stopped server ${server.pid}\n` })
    expect(await server.ended).to.equal(0)
    expect(readdirSync(sockets())).to.deep.equal([])

    for (const command of ['status', 'stop']) {
      const result = await project.run([command])
      expect(result.code).to.equal(1)
      expect(result.stderr).to.contain('No server of this workspace runs here.')
    }
    expect((await project.run(['status', '--json'])).stdout).to.equal('[]\n')
  })

  it('is removed by others where its process was killed', async () => {
    const server = await project.serve(['app.ts'])
    server.kill('SIGKILL')
    await server.ended
    expect(readdirSync(sockets())).to.have.lengthOf(1)
    await project.run(['status'])
    expect(readdirSync(sockets())).to.deep.equal([])
  })

  for (const [what, prepare] of [
    ['a directory that others may enter', () => mkdirSync(sockets(), { mode: 0o755 })],
    ['something that is no directory', () => writeFileSync(sockets(), '')],
  ] as const) {
    it(`is not opened in ${what}; the server serves all the same`, async () => {
      prepare()
      const { url, stderr } = await project.serve(['app.ts'])
      expect((await fetch(`${url}/public`)).status).to.equal(200)
      expect(stderr()).to.contain("won't find this server")
      expect((await project.run(['status'])).code).to.equal(1)
    })
  }

  it('is not opened at a path that Node would cut', async () => {
    const deep = join(project.runtimeDirectory, 'x'.repeat(100))
    mkdirSync(deep)
    const env = { XDG_RUNTIME_DIR: deep }
    const { stderr } = await project.serve(['app.ts'], { env })
    expect(stderr()).to.contain('longer than the 107 bytes')
    expect(existsSync(join(deep, 'portico'))).to.equal(true)
    expect(readdirSync(join(deep, 'portico'))).to.deep.equal([])
  })
})
