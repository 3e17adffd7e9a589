import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { expect } from 'chai'

import { type CliProject, type CliServer, createCliProject } from '../support/cli-project.js'

const runFile = promisify(execFile)

/** What curl saw. */
interface CurlResult {
  readonly status: string
  readonly body: string
}

const REFUSED = 'modal-http: invalid credentials for proxy authorization\n'

describe('curl against runtime serve', () => {
  let project: CliProject
  let server: CliServer

  before(async () => {
    project = createCliProject()
    server = await project.serve(['app.ts'])
  })

  after(() => project.remove())

  async function curl(path: string, ...args: readonly string[]): Promise<CurlResult> {
    const { stdout } = await runFile('curl', [
      ...['-sS', '-w', '\n%{http_code}', ...args],
      `${server.url}${path}`,
    ])
    const at = stdout.lastIndexOf('\n')
    return { status: stdout.slice(at + 1), body: stdout.slice(0, at) }
  }

  async function createToken(): Promise<{ id: string; secret: string; bearer: string }> {
    const { stdout } = await project.run(['workspace', 'proxy-tokens', 'create', '--json'])
    const token: Record<string, string> = JSON.parse(stdout)
    const { 'Modal-Key': id = '', 'Modal-Secret': secret = '', Authorization: bearer = '' } = token
    return { id, secret, bearer }
  }

  it('reaches the public endpoint, and is told what is missing at the private one', async () => {
    expect(await curl('/public')).to.deep.equal({ status: '200', body: '"hello world"' })
    expect(await curl('/private')).to.deep.equal({
      status: '401',
      body: 'modal-http: missing credentials for proxy authorization\n',
    })
  })

  it('fails with exit code 22 with --fail-with-body, as the documents show', async () => {
    const refusal: unknown = await runFile('curl', [
      ...['-sS', '--fail-with-body'],
      `${server.url}/private`,
    ]).catch((error: unknown) => error)
    expect(refusal).to.include({ code: 22 })
  })

  it('gets in with each of the three carriers', async () => {
    const { id, secret, bearer } = await createToken()
    const basic = Buffer.from(`${id}:${secret}`).toString('base64')
    const carriers = [
      ['-H', `Modal-Key: ${id}`, '-H', `Modal-Secret: ${secret}`],
      ['-H', `Authorization: ${bearer}`],
      ['-H', `Proxy-Authorization: Basic ${basic}`],
    ]
    for (const carrier of carriers) {
      expect(await curl('/private', ...carrier)).to.deep.equal({
        status: '200',
        body: '"hello friend"',
      })
    }
  })

  it('is obeyed at the next request when another process disables, enables or deletes', async () => {
    const { id, secret } = await createToken()
    const pair = ['-H', `Modal-Key: ${id}`, '-H', `Modal-Secret: ${secret}`]
    const tokens = ['workspace', 'proxy-tokens']
    expect((await curl('/private', ...pair)).status).to.equal('200')

    await project.run([...tokens, 'update', id, '--disable'])
    expect(await curl('/private', ...pair)).to.deep.equal({
      status: '401',
      body: 'modal-http: proxy token is disabled\n',
    })
    await project.run([...tokens, 'update', id, '--enable'])
    expect((await curl('/private', ...pair)).status).to.equal('200')

    await project.run([...tokens, 'delete', '--yes', id])
    expect(await curl('/private', ...pair)).to.deep.equal({ status: '401', body: REFUSED })
  })

  it('reaches with a scoped token what it was allowed, until that is revoked', async () => {
    await project.run(['environment', 'create', 'staging'])
    const made = await project.run([
      ...['workspace', 'proxy-tokens', 'create', '--json', '--environment', 'staging'],
    ])
    const { 'Modal-Key': id, 'Modal-Secret': secret }: Record<string, string> = JSON.parse(
      made.stdout,
    )
    const pair = ['-H', `Modal-Key: ${id}`, '-H', `Modal-Secret: ${secret}`]
    const elsewhere = {
      status: '403',
      body: "modal-http: proxy token is not allowed in environment 'main'\n",
    }
    expect(await curl('/private', ...pair)).to.deep.equal(elsewhere)

    await project.run(['workspace', 'proxy-tokens', 'allow', `${id}`, 'main'])
    expect((await curl('/private', ...pair)).status).to.equal('200')
    await project.run(['workspace', 'proxy-tokens', 'revoke', `${id}`, 'main'])
    expect(await curl('/private', ...pair)).to.deep.equal(elsewhere)
  })
})
