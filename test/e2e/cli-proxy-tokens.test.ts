import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'

const ABORTED =
  'Aborted: no interactive terminal detected. Rerun with --yes (-y) to skip confirmation.\n'

describe('runtime workspace proxy-tokens', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject()
  })

  afterEach(() => project.remove())

  async function tokens(...args: readonly string[]) {
    return project.run(['workspace', 'proxy-tokens', ...args])
  }

  async function create(...args: readonly string[]): Promise<string> {
    const { stdout } = await tokens('create', '--json', ...args)
    return JSON.parse(stdout)['Modal-Key']
  }

  async function list(...args: readonly string[]): Promise<readonly Record<string, unknown>[]> {
    return JSON.parse((await tokens('list', '--json', ...args)).stdout)
  }

  describe('create', () => {
    it('prints the pair and the bearer form on standard output, and where they went on the other', async () => {
      const { code, stdout, stderr } = await tokens('create')

      expect(code).to.equal(0)
      const [, id, secret] =
        /^Modal-Key: (wk-[0-9A-Za-z]{22})\nModal-Secret: (ws-[0-9A-Za-z]{38})\n/.exec(stdout) ?? []
      expect(stdout).to.equal(
        `Modal-Key: ${id}\nModal-Secret: ${secret}\nAuthorization: Bearer ${id}.${secret}\n`,
      )
      expect(stderr).to.match(/^→ local \.\/\.portico\n/)
      expect(stderr).to.contain('not shown again')
      expect(stderr).not.to.contain(secret)
    })

    it('prints one object with the names of the headers as its keys with --json', async () => {
      const { stdout } = await tokens('create', '--json')
      const headers = JSON.parse(stdout)
      expect(headers).to.have.all.keys('Modal-Key', 'Modal-Secret', 'Authorization')
      expect(headers.Authorization).to.equal(
        `Bearer ${headers['Modal-Key']}.${headers['Modal-Secret']}`,
      )
    })

    it('makes workspace-wide tokens, unless environments are named', async () => {
      await create('--name', 'everywhere')
      await create('--name', 'narrow', '--environment', 'main')
      await create('--name', 'short', '--env', 'main')
      const scopes = (await list()).map(({ name, scoped, environments }) => [
        name,
        scoped,
        environments,
      ])
      expect(scopes).to.deep.include.members([
        ['everywhere', false, []],
        ['narrow', true, ['main']],
        ['short', true, ['main']],
      ])
    })

    it('takes a token that was made elsewhere, its secret from standard input', async () => {
      const args = ['create', '--token-id', 'wk-1234abcd', '--token-secret-stdin']
      const run = (...more: readonly string[]) =>
        project.run(['workspace', 'proxy-tokens', ...args, ...more], { input: 'ws-1234abcd\n' })

      const short = await run()
      expect(short.code).to.equal(1)
      expect(short.stderr).to.contain('--weak').and.not.contain('1234abcd')
      const { stdout } = await run('--weak')
      expect(stdout).to.contain('Authorization: Bearer wk-1234abcd.ws-1234abcd\n')
      expect((await run('--weak')).code).to.equal(1)
    })

    for (const [what, args, code] of [
      ['an unknown environment', ['--environment', 'nowhere'], 1],
      ['both scopes', ['--environment', 'main', '--workspace-wide'], 2],
      ['a duration without a unit', ['--expires-in', '90'], 2],
      ['a duration of nothing', ['--expires-in', '0d'], 2],
      ['a label that is none', ['--endpoint', 'Not A Label'], 2],
      ['a name with control characters', ['--name', 'a\u001b[2Jb'], 2],
      ['an id without a secret', ['--token-id', 'wk-1'], 2],
    ] as const) {
      it(`refuses ${what} in one sentence, and makes no token`, async () => {
        await create('--name', 'first')
        const result = await tokens('create', ...args)
        expect(result.code).to.equal(code)
        expect(result.stdout).to.equal('')
        expect(result.stderr.replace(/^→.*\n/, '')).to.match(/^[^\n]+\.\n$/)
        expect(await list()).to.have.lengthOf(1)
      })
    }
  })

  describe('list', () => {
    it('prints the keys of the contract with --json', async () => {
      const id = await create('--name', 'ci', '--expires-in', '90d')
      const [token] = await list()
      expect(token).to.have.all.keys(
        'token_id',
        'name',
        'created_at',
        'scoped',
        'environments',
        'expires_at',
        'last_used_at',
        'disabled',
      )
      expect(token).to.include({ token_id: id, name: 'ci', last_used_at: null, disabled: false })
      const days = (Date.parse(String(token?.['expires_at'])) - Date.now()) / 86_400_000
      expect(days).to.be.within(89.9, 90)
    })

    it('lists the tokens that work in an environment, workspace-wide ones too', async () => {
      const wide = await create()
      await project.run(['environment', 'create', 'prod'])
      const main = await create('--environment', 'main')
      const prod = await create('--environment', 'prod')
      for (const flag of ['-e', '--environment', '--env']) {
        const ids = (await list(flag, 'prod')).map(({ token_id: id }) => id)
        expect(ids).to.have.members([wide, prod]).and.not.include(main)
      }
      const unknown = await tokens('list', '-e', 'nowhere')
      expect(unknown.code).to.equal(1)
      expect(unknown.stderr).to.contain("no environment 'nowhere'")
    })

    it('is a table that fits into 80 columns', async () => {
      await create('--name', 'a name that is a good deal longer than others', '--env', 'main')
      const { stdout } = await project.run(['workspace', 'proxy-tokens', 'list'], {
        env: { COLUMNS: '80' },
      })
      for (const heading of ['Token ID', 'Name', 'Created at', 'Scoped', 'Environments']) {
        expect(stdout).to.contain(heading)
      }
      expect(stdout)
        .to.contain('Expires')
        .and.contain('Last used')
        .and.contain('longer than others')
      expect(stdout.split('\n').filter((line) => line.length > 80)).to.deep.equal([])
    })
  })

  describe('allow and revoke', () => {
    it('say what they did in the words of the contract', async () => {
      const id = await create('--environment', 'main')
      await project.run(['environment', 'create', 'prod'])

      const allowed = await tokens('allow', id, 'prod')
      expect(allowed).to.deep.include({
        code: 0,
        stdout: `✓ Allowed proxy token '${id}' to authenticate to environment 'prod'\n`,
      })
      expect((await list())[0]?.['environments']).to.have.members(['main', 'prod'])

      const revoked = await tokens('revoke', id, 'main')
      expect(revoked).to.deep.include({
        code: 0,
        stdout: `✓ Revoked proxy token '${id}' access to environment 'main'\n`,
      })
      expect((await list())[0]).to.deep.include({ environments: ['prod'], scoped: true })
    })

    it('leave a workspace-wide token as it is', async () => {
      const id = await create()
      const allowed = await tokens('allow', id, 'main')
      expect(allowed.code).to.equal(0)
      expect(allowed.stderr).to.contain('workspace-wide')
      const revoked = await tokens('revoke', id, 'main')
      expect(revoked.code).to.equal(1)
      expect(revoked.stderr).to.contain("can't be revoked from one")
      expect((await list())[0]).to.deep.include({ scoped: false })
    })

    it('lose nothing when many run at once', async () => {
      const id = await create('--environment', 'main')
      const names = ['a', 'b', 'c', 'd']
      for (const name of names) await project.run(['environment', 'create', name])
      await Promise.all(names.map((name) => tokens('allow', id, name)))
      expect((await list())[0]?.['environments']).to.have.members(['main', ...names])
    })

    for (const command of ['allow', 'revoke']) {
      it(`${command} refuses an unknown token and an unknown environment`, async () => {
        const id = await create()
        const unknownToken = await tokens(command, 'wk-nobody', 'main')
        expect(unknownToken.code).to.equal(1)
        expect(unknownToken.stderr).to.contain("no proxy token 'wk-nobody'")
        const unknownEnvironment = await tokens(command, id, 'nowhere')
        expect(unknownEnvironment.code).to.equal(1)
        expect(unknownEnvironment.stderr).to.contain("no environment 'nowhere'")
      })
    }
  })

  describe('update', () => {
    it('changes name and expiry, disables and enables', async () => {
      const id = await create('--expires-in', '1h')
      await tokens('update', id, '--name', 'ci', '--expires-in', 'never', '--disable')
      expect((await list())[0]).to.include({ name: 'ci', expires_at: null, disabled: true })
      await tokens('update', id, '--enable')
      expect((await list())[0]).to.include({ name: 'ci', disabled: false })
    })

    it('wants something to change', async () => {
      expect((await tokens('update', await create())).code).to.equal(2)
    })
  })

  describe('delete', () => {
    it('does it at once with --yes', async () => {
      const [first, second] = [await create(), await create()]
      expect(await tokens('delete', '--yes', first)).to.deep.include({
        code: 0,
        stdout: `✓ Deleted proxy token '${first}'\n`,
      })
      expect((await tokens('delete', second, '-y')).code).to.equal(0)
      expect(await list()).to.deep.equal([])
    })

    it('asks, and aborts where nobody can answer', async () => {
      const id = await create()
      const result = await tokens('delete', id)
      expect(result).to.deep.include({ code: 1, stdout: '' })
      expect(result.stderr).to.equal(`→ local ./.portico\n${ABORTED}`)
      expect(await list()).to.have.lengthOf(1)
    })

    it('refuses an unknown token before it asks', async () => {
      await create()
      const result = await tokens('delete', 'wk-nobody')
      expect(result.code).to.equal(1)
      expect(result.stderr).to.contain("no proxy token 'wk-nobody'")
    })
  })
})
