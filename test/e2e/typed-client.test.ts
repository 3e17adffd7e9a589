import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, type CliServer, createCliProject } from '../support/cli-project.js'
import { compileFolder } from '../support/compile-folder.js'
import { type RecordingServer, startRecordingServer } from '../support/recording-server.js'
import { collect } from '../support/run-child.js'

const SHOP = `
import { Body, fastapiEndpoint, FormField, QueryParam, redirect, Upload, UploadedFile } from '@portico/sdk'
import { Type } from 'class-transformer'
import { IsEmail, IsIn, IsInt, IsOptional, Min, ValidateNested } from 'class-validator'

class Line {
  @IsInt() @Min(1)
  count = 1
  @IsIn(['tea', 'coffee'])
  article = 'tea'
}
class Receipt {
  @IsEmail()
  for = ''
  @IsInt()
  lines = 0
}
class Order {
  @IsEmail()
  email = ''
  @ValidateNested({ each: true }) @Type(() => Line)
  lines: Line[] = []
  @IsOptional() @IsInt()
  rebate?: number
}

let refusals = 1

export class Shop {
  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/orders', statusCode: 201, responseModel: Receipt })
  order(@Body() order: Order, @QueryParam('express') express = false) {
    return { for: order.email, lines: order.lines.length, express }
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/orders/:id' })
  find(id: number, @QueryParam('sort', { enum: ['up', 'down'] }) sort = 'up') {
    return { id, sort }
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/rate' })
  rate(@FormField('stars', { type: Number, required: true }) stars: number) {
    return stars
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'PUT', path: '/photo' })
  photo(data: Buffer) {
    return data.length
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/album' })
  album(@UploadedFile('picture') picture: Upload, @FormField('title', { required: true }) title: string) {
    return { title, size: picture.size }
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/files/*path' })
  file(path: string) {
    return path
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/away' })
  away(to: string) {
    return redirect(to)
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/busy' })
  busy() {
    if (refusals-- > 0) return new Response('later', { status: 503, headers: { 'Retry-After': '1' } })
    return 'now'
  }
}
`

const PROGRAM = `
import { createClient, type components } from './client/index.js'

const [baseUrl = '', elsewhere = ''] = process.argv.slice(2)
const client = createClient({ baseUrl })
const order: components['schemas']['Order'] = {
  email: 'ada@example.org',
  lines: [{ count: 2, article: 'coffee' }],
}

const ordered = await client.POST('/orders', { params: { query: { express: true } }, body: order })
// An answer is one of what the model says.
const lines: number | undefined = ordered.data?.lines
const rated = await client.POST('/rate', {
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: { stars: 5 },
})
const photo = await client.PUT('/photo', {
  headers: { 'Content-Type': 'image/png' },
  body: new Uint8Array(7),
  bodySerializer: (body) => body,
})
const form = new FormData()
form.append('title', 'Ada')
form.append('picture', new Blob([new Uint8Array(300_000)]), 'ada.png')
const album = await client.POST('/album', { body: form as never })
const file = await client.GET('/files/{path}', {
  params: { path: { path: 'a/b.txt' } },
  pathSerializer: (url, { path }) => url.replace('{path}', String(path)),
})
const found = await client.GET('/orders/{id}', { params: { path: { id: 7 }, query: { sort: 'up' } } })
const invalid = await client.POST('/orders', { body: { ...order, email: 'nobody' } })
// An error is one of what the description names: a text of the guard, a problem, or this.
const details = typeof invalid.error === 'object' && Array.isArray(invalid.error.detail) ? invalid.error.detail : []
const loc: (string | number)[] | undefined = details[0]?.loc
const stranger = await createClient({ baseUrl, tokenId: 'wk-nobody', tokenSecret: 'ws-nothing' })
  .GET('/orders/{id}', { params: { path: { id: 7 } } })
const away = await client.GET('/away', { params: { query: { to: elsewhere } } })
const before = performance.now()
const busy = await client.GET('/busy')

console.log(JSON.stringify({
  ordered: [ordered.response.status, ordered.data, lines],
  rated: rated.data,
  photo: photo.data,
  album: album.data,
  file: file.data,
  found: [found.response.status, found.data],
  invalid: [invalid.response.status, loc],
  stranger: [stranger.response.status, stranger.error],
  away: [away.response.status, away.response.redirected, away.data],
  busy: [busy.response.status, busy.data, performance.now() - before >= 990],
}))
`

/** Each of these lines is wrong in a way of its own. */
const WRONG = `
import { createClient } from './client/index.js'
const client = createClient({ baseUrl: 'https://shop.example' })
void client.GET('/nowhere')
void client.GET('/orders/{id}')
void client.GET('/orders/{id}', { params: { path: { id: 'seven' } } })
void client.GET('/orders/{id}', { params: { path: { id: 7 }, query: { sort: 'sideways' } } })
void client.PUT('/orders')
void client.POST('/orders')
void client.POST('/orders', { body: { email: 'ada@example.org' } })
void client.POST('/orders', { body: { email: 'a@b.c', lines: [{ count: 1, article: 'milk' }] } })
void client.GET('/busy').then(({ error }) => error?.nothing)
void client.POST('/orders', { body: { email: 'a@b.c', lines: [] } }).then(({ data }) => data?.nothing)
void createClient({})
`

describe('a typed client', function () {
  this.timeout(60_000)

  let project: CliProject
  let server: CliServer
  let elsewhere: RecordingServer
  let complaints: readonly string[]
  let secret = ''
  let tokenId = ''

  before(async () => {
    project = createCliProject({ 'shop.ts': SHOP, 'program.ts': PROGRAM, 'wrong.ts': WRONG })
    const written = await project.run(['client', 'shop.ts', '-o', 'client'])
    expect(written.code, written.stderr).to.equal(0)
    elsewhere = await startRecordingServer((_, response) => response.end('"elsewhere"'))
    server = await project.serve(['shop.ts'])
    const { stdout } = await project.run(['workspace', 'proxy-tokens', 'create', '--name', 'test'])
    tokenId = /Modal-Key: (\S+)/.exec(stdout)?.[1] ?? ''
    secret = /Modal-Secret: (\S+)/.exec(stdout)?.[1] ?? ''
    expect(secret).to.match(/^ws-/)
    complaints = await compileFolder(project.path)
  })

  after(async () => {
    project?.remove()
    await elsewhere?.close()
  })

  it('compiles under the strictest settings, right usage with it', () => {
    expect(complaints.filter((line) => !line.startsWith('wrong.ts'))).to.deep.equal([])
  })

  it('lets no wrong usage compile', () => {
    const lines = complaints.map((line) => Number(/^wrong\.ts\((\d+)/.exec(line)?.[1]))
    const wrong = WRONG.split('\n').flatMap((line, index) =>
      line.startsWith('void ') ? [index + 1] : [],
    )
    expect([...new Set(lines)]).to.deep.equal(wrong)
  })

  it('talks to a real server with a real token, and gives it to no other', async () => {
    const env = { PORTICO_PROXY_TOKEN_ID: tokenId, PORTICO_PROXY_TOKEN_SECRET: secret }
    const args = [join(project.path, 'out/program.js'), server.url, `${elsewhere.origin}/caught`]
    const child = spawn(process.execPath, args, { cwd: project.path, env, stdio: 'pipe' })
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    await once(child, 'close')

    expect(stderr()).to.equal('')
    expect(JSON.parse(stdout())).to.deep.equal({
      ordered: [201, { for: 'ada@example.org', lines: 1 }, 1],
      rated: 5,
      photo: 7,
      album: { title: 'Ada', size: 300_000 },
      file: 'a/b.txt',
      found: [200, { id: 7, sort: 'up' }],
      invalid: [422, ['body', 'email']],
      stranger: [401, 'modal-http: invalid credentials for proxy authorization\n'],
      away: [200, true, 'elsewhere'],
      busy: [200, 'now', true],
    })
    expect(elsewhere.requests.map(({ url }) => url)).to.deep.equal(['/caught'])
    expect(JSON.stringify(elsewhere.requests)).to.not.contain(tokenId).and.not.contain(secret)
    expect(elsewhere.requests[0]?.headers).to.not.have.any.keys('modal-key', 'modal-secret')
  })

  it('stays as it is for as long as the app does, and says when it does not', async () => {
    const check = ['client', 'shop.ts', '-o', 'client', '--check']
    expect(await project.run(check)).to.include({ code: 0, stdout: '✓ client is up to date.\n' })

    writeFileSync(join(project.path, 'shop.ts'), SHOP.replace("'/away'", "'/far'"))
    const stale = await project.run(check)
    expect(stale).to.include({ code: 1, stdout: '' })
    expect(stale.stderr).to.equal(
      'types.ts in client must be written anew: run the same command without --check.\n',
    )
    const { stdout } = await project.run(check.slice(0, -1))
    expect(stdout).to.equal('✓ Wrote types.ts in client.\n')
    expect(await project.run(check)).to.include({ code: 0 })
  })
})
