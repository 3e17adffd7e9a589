import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'

const APP = `
import { Body, CallerToken, Depends, HeaderParam, fastapiEndpoint } from '@portico/sdk'
import { IsString } from 'class-validator'

class User {
  @IsString()
  name = ''
}

function pagination(page = 1) {
  return page
}
class Account {
  resolve(@CallerToken() caller: unknown, @Depends(pagination) page: number, @HeaderParam('x-user', { required: true }) user: string) {
    return user
  }
}

export class Desk {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/users/:id' })
  user(id: number, verbose = false) {
    return { id, verbose }
  }

  @fastapiEndpoint({ public: true, label: 'mine' })
  mine(@Depends(Account) user: string, @Depends(pagination) page: number, all = false) {}

  @fastapiEndpoint({ method: 'POST' })
  add(@Body() user: User) {
    return user
  }
}
`

describe('runtime routes', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject({ 'desk.ts': APP })
  })

  afterEach(() => project.remove())

  it('prints the members of the contract with --json', async () => {
    const { code, stdout } = await project.run(['routes', 'desk.ts', '--json'])
    expect(code).to.equal(0)
    const [user, , add] = JSON.parse(stdout)
    expect(user).to.deep.equal({
      methods: ['GET'],
      path: '/users/:id',
      hosts: [],
      kind: 'function',
      handler: 'Desk.user',
      file: 'desk.ts',
      protected: true,
      public: false,
      parameters: [
        { name: 'id', in: 'path', type: 'number', required: true },
        { name: 'verbose', in: 'query', type: 'boolean', required: false },
      ],
    })
    expect(add).to.deep.include({ methods: ['POST'], protected: false, public: false })
    expect(add.parameters).to.deep.equal([
      { name: 'user', in: 'body', type: 'User', required: true },
    ])
  })

  it('shows what dependencies take, each once, in their place', async () => {
    const { stdout } = await project.run(['routes', 'desk.ts', '--json'])
    expect(JSON.parse(stdout)[1].parameters).to.deep.equal([
      { name: 'page', in: 'query', type: 'number', required: false },
      { name: 'x-user', in: 'header', type: 'string', required: true },
      { name: 'all', in: 'query', type: 'boolean', required: false },
    ])
    const shown = await project.run(['routes', 'desk.ts'])
    expect(shown.stdout).to.match(/\n +x-user +header +string +required\n/)
  })

  it('shows every route with its protection and parameters', async () => {
    const { stdout } = await project.run(['routes', 'desk.ts'])
    expect(stdout).to.contain('🔑 GET /users/:id\n').and.contain('POST /add\n')
    expect(stdout).to.match(/\n +protected, Desk\.user, label hello-desk-user\n/)
    expect(stdout).to.match(/\n +open, not marked public, Desk\.add/)
    expect(stdout).to.match(/\n +id +path +number +required\n/)
    expect(stdout).to.match(/\n +verbose +query +boolean +optional\n/)
  })

  it('names hosts below a domain', async () => {
    const args = ['routes', 'desk.ts', '--json', '--domain', 'example.com', '-e', 'My.Team']
    const [user] = JSON.parse((await project.run(args)).stdout)
    expect(user.hosts).to.deep.equal(['local-my-team--hello-desk-user.example.com'])
  })

  it('fails with --check, naming what is neither protected nor marked public', async () => {
    const { code, stdout, stderr } = await project.run(['routes', 'desk.ts', '--check'])
    expect(code).to.equal(1)
    expect(stdout).to.contain('/users/:id')
    expect(stderr).to.match(/^Desk\.add \(\/add\) is neither protected nor marked public[^\n]+\n$/)
    expect(stderr).not.to.contain('Desk.user')
    expect((await project.run(['routes', 'app.ts', '--check'])).code).to.equal(0)
  })

  it('makes no workspace', async () => {
    await project.run(['routes', 'desk.ts'])
    expect((await project.run(['status'])).stderr).to.contain('No workspace')
  })
})
