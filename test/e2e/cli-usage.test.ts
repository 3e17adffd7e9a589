import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { REPOSITORY } from '../support/repository.js'

const COMMANDS = [
  [],
  ['serve'],
  ['routes'],
  ['openapi'],
  ['client'],
  ['status'],
  ['stop'],
  ['curl'],
  ['workspace'],
  ['workspace', 'proxy-tokens'],
  ...['create', 'list', 'allow', 'revoke', 'update', 'delete'].map((name) => [
    'workspace',
    'proxy-tokens',
    name,
  ]),
  ['environment'],
  ...['create', 'list', 'delete'].map((name) => ['environment', name]),
]

describe('the command line', () => {
  let project: CliProject

  before(() => {
    project = createCliProject()
  })

  after(() => project.remove())

  for (const command of COMMANDS) {
    it(`explains runtime ${command.join(' ')} within 80 columns, on standard output`, async () => {
      const { code, stdout, stderr } = await project.run([...command, '--help'])
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(stdout).to.match(new RegExp(`^Usage: ${['runtime', ...command].join(' ')} `))
      expect(stdout).to.contain('Show this message and exit.')
      expect(stdout.split('\n').filter((line) => line.length > 80)).to.deep.equal([])
    })
  }

  it('keeps the usage lines and words of the documents', async () => {
    const { stdout } = await project.run(['workspace', 'proxy-tokens', 'delete', '--help'])
    expect(stdout).to.contain('Usage: runtime workspace proxy-tokens delete [OPTIONS] TOKEN_ID\n')
    expect(stdout).to.match(/-y, --yes +Run without pausing for confirmation\./)
  })

  for (const [what, args, sentence] of [
    [
      'an unknown option',
      ['serve', '--prot', '1'],
      "Unknown option '--prot'. Did you mean --port?",
    ],
    ['an unknown command', ['sevre'], "Unknown command 'sevre'. Did you mean serve?"],
    ['a missing argument', ['environment', 'create'], "Missing required argument 'NAME'."],
    ['too many arguments', ['status', 'x'], "Too many arguments for 'status'"],
    ['no file', ['serve'], 'Name the file that exports your classes: runtime serve app.ts.'],
    ['no file', ['openapi'], 'Name the file that exports your classes: runtime openapi app.ts.'],
    ['no file', ['routes'], 'Name the file that exports your classes: runtime routes app.ts.'],
    ['a path of curl without a slash', ['curl', 'x'], 'PATH must begin with /'],
    ['a name that is none', ['environment', 'create', '-- -'], ''],
  ] as const) {
    it(`answers ${what} with one sentence and exit code 2: ${args.join(' ')}`, async () => {
      await project.run(['workspace', 'proxy-tokens', 'create'])
      const { code, stdout, stderr } = await project.run(args)
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' })
      expect(stderr).to.contain(sentence)
      expect(stderr).to.match(/^[^\n]+\n$/)
    })
  }

  it('shows what there is where a command is left out, with exit code 2', async () => {
    const { code, stdout, stderr } = await project.run(['workspace'])
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' })
    expect(stderr).to.contain('proxy-tokens')
  })

  it('lets nothing that was typed steer the terminal or show a secret', async () => {
    await project.run(['workspace', 'proxy-tokens', 'create'])
    const { stderr } = await project.run(['workspace', 'proxy-tokens', 'delete', 'wk-\u001b[2J'])
    expect(stderr).to.contain('wk-\\u{1b}[2J').and.not.contain('\u001b')
    const secret = 'ws-0123456789abcdefghijklmnopqrstuvwxyzAB'
    const typed = await project.run(['serve', `--token-secret=${secret}`])
    expect(typed.code).to.equal(2)
    expect(typed.stderr).not.to.contain(secret.slice(3))
  })

  it('says what to do in a copy that has not been built', () => {
    const bin = join(project.path, 'copy/bin/runtime.js')
    mkdirSync(dirname(bin), { recursive: true })
    copyFileSync(join(REPOSITORY, 'packages/runtime/bin/runtime.js'), bin)
    const { status, stderr } = spawnSync(process.execPath, [bin], { encoding: 'utf8' })
    expect(status).to.equal(1)
    expect(stderr).to.equal('This copy has not been built: run npm run build first.\n')
  })

  it('gives the stack of an error with --verbose alone', async () => {
    const args = ['serve', 'nowhere.ts']
    const plain = await project.run(args)
    expect(plain.code).to.equal(1)
    expect(plain.stderr).to.match(/^[^\n]+\n$/)
    const verbose = await project.run([...args, '--verbose'])
    expect(verbose.stderr.startsWith(plain.stderr)).to.equal(true)
    expect(verbose.stderr).to.match(/\n +at /)
  })
})
