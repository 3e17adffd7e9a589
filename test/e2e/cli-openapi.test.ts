import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { lintOpenApi } from '../support/lint-open-api.js'
import { REPOSITORY } from '../support/repository.js'

const EXAMPLES = readdirSync(join(REPOSITORY, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const SHOP = `
import { Body, BodyParam, Depends, HeaderParam, QueryParam, QueryParams, fastapiEndpoint } from '@portico/sdk'
import { Exclude, Expose, Type } from 'class-transformer'
import { IsDate, IsEnum, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator'
import * as other from './other.ts'

enum Size { Small = 1, Large = 2 }

class Line {
  @Min(1) @IsInt() @IsNotEmpty()
  count = 0
  @Matches(/^[a-z]+$/i)
  word = ''
  @Matches(/^[a-z]+$/)
  lower = ''
  @IsIn([1, 'x'])
  choice: number | string = 1
  @IsEnum(Size)
  size = Size.Small
  @IsOptional() @ValidateNested() @Type(() => Line)
  inner?: Line
}
class Entity {
  @IsDate() @Type(() => Date)
  at = new Date()
}
class Cat {
  @IsString()
  kind = 'cat'
}
const PETS = { discriminator: { property: 'kind', subTypes: [{ name: 'cat', value: Cat }] } }

class Order extends Entity {
  @ValidateNested() @Type(() => Object, PETS)
  pet = new Cat()
  @IsString() @Length(1, 9) @Expose({ name: 'first-name' })
  firstName = ''
  @ValidateNested({ each: true }) @Type(() => Line)
  lines: Line[] = []
  @IsString() @Exclude()
  internal = ''
}
class Page {
  @IsInt() @Max(50) @Type(() => Number)
  size = 0
  @IsOptional() @IsString()
  after?: string
}

const own = { name: 'my scheme', challenge: 'Basic realm="shop"', authenticate: () => undefined }

function pagination(page = 1, limit = 20) {}
class Account {
  resolve(@Depends(pagination) page: unknown, @HeaderParam('X-User', { required: true }) user: string) {}
}

export class Shop {
  @fastapiEndpoint({ docs: true, requiresProxyAuth: true, path: '/orders/:id', tags: ['orders'] })
  findOrder(id: number, @QueryParam('sort', { enum: ['up', 'down'], default: 'up' }) sort: string) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'PUT', path: '/orders/:number', statusCode: 204, summary: 'Puts it' })
  replace(order: Order) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  others(@Body({ type: other.Order }) orders: other.Order[]) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  fields(@BodyParam('mail', { required: true }) mail: string, @BodyParam('line') line: Line) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  bytes(data: Buffer) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  text(@Body() note = 'none') {}

  @fastapiEndpoint({ docs: true, auth: own, path: '/list{/:kind}' })
  list(@QueryParams() page: Page, @HeaderParam('X-Deep', { type: Number, min: 1 }) deep: number, @HeaderParam('Accept') accept: string, @QueryParam('tag', { isArray: true }) tags: string[]) {}

  @fastapiEndpoint({ docs: true, public: true, timeoutMs: 1000, maxConcurrency: 2 })
  mine(@Depends(Account) account: unknown, @Depends(pagination) page: unknown, @QueryParam('limit', { required: true, type: Number }) limit: number) {}

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST' })
  hidden(@Body() secret: other.Secret) {}
}
`

const OTHER = `
import { IsString } from 'class-validator'

export class Order {
  @IsString()
  text = ''
}
export class Secret {
  @IsString()
  word = ''
}
`

describe('runtime openapi', () => {
  let project: CliProject
  // Parsed JSON that the assertions below look into.
  let document: ReturnType<typeof JSON.parse>

  before(async () => {
    project = createCliProject({ 'shop.ts': SHOP, 'other.ts': OTHER })
    const { code, stdout, stderr } = await project.run(['openapi', 'shop.ts', '--name', 'shop'])
    expect(stderr).to.equal('')
    expect(code).to.equal(0)
    document = JSON.parse(stdout)
  })

  after(() => project.remove())

  it('describes the endpoints that ask for it, and names nothing of others', () => {
    expect(document).to.include({ openapi: '3.1.0' })
    expect(document.info).to.deep.equal({ title: 'shop', version: '0.1.0' })
    expect(Object.keys(document.paths)).to.deep.equal([
      '/orders/{id}',
      '/others',
      '/fields',
      '/bytes',
      '/text',
      '/list/{kind}',
      '/list',
      '/mine',
    ])
    expect(JSON.stringify(document)).not.to.contain('hidden').and.not.to.contain('"Secret"')
  })

  it('describes parameters with type, place, rules and default', () => {
    expect(document.paths['/orders/{id}'].get.parameters).to.deep.equal([
      { name: 'id', in: 'path', required: true, schema: { type: 'number' } },
      {
        name: 'sort',
        in: 'query',
        required: false,
        schema: { enum: ['up', 'down'], default: 'up' },
      },
    ])
    expect(document.paths['/list/{kind}'].get.parameters).to.deep.equal([
      { name: 'kind', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'size', in: 'query', required: true, schema: { type: 'integer', maximum: 50 } },
      { name: 'after', in: 'query', required: false, schema: { type: 'string' } },
      { name: 'X-Deep', in: 'header', required: false, schema: { type: 'number', minimum: 1 } },
      {
        name: 'tag',
        in: 'query',
        required: false,
        schema: { type: 'array', items: { type: 'string' } },
      },
    ])
  })

  it('describes what dependencies take, each once, and required where anybody asks for it', () => {
    const { parameters } = document.paths['/mine'].get
    expect(
      parameters.map((each: { name: string; required: boolean }) => [each.name, each.required]),
    ).to.deep.equal([
      ['page', false],
      ['limit', true],
      ['X-User', true],
    ])
  })

  it('describes what limits and bodies can come to, and nothing that cannot happen', () => {
    const statusesOf = (path: string, method: string) =>
      Object.keys(document.paths[path][method].responses)
    expect(statusesOf('/mine', 'get')).to.deep.equal(['200', '422', '503', '504'])
    expect(statusesOf('/others', 'post')).to.deep.equal(['200', '413', '415', '422'])
    expect(statusesOf('/text', 'post')).to.deep.equal(['200', '413', '415', '422'])
    expect(statusesOf('/bytes', 'post')).to.deep.equal(['200', '413', '422'])

    const { responses, schemas } = document.components
    const used = JSON.stringify([document.paths, responses])
    for (const name of Object.keys(responses)) expect(used).to.contain(`/responses/${name}"`)
    for (const name of ['Problem', 'ErrorDetail', 'ValidationError']) {
      expect(schemas).to.have.property(name)
      expect(used).to.contain(`/schemas/${name}"`)
    }
  })

  it('puts paths that differ in names alone under one, with its names', () => {
    const { put } = document.paths['/orders/{id}']
    expect(put.parameters).to.deep.equal([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ])
  })

  it('describes models as they are on the wire, each by its own name', () => {
    const { Order, Order2, Line } = document.components.schemas
    expect(Order.properties).to.deep.equal({
      'first-name': { type: 'string', minLength: 1, maxLength: 9 },
      lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
      pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
      },
      at: { type: 'string', format: 'date-time' },
    })
    expect(Order.required).to.have.members(['first-name', 'lines', 'pet', 'at'])
    expect(Line).to.deep.equal({
      type: 'object',
      properties: {
        count: { type: 'integer', minimum: 1 },
        word: { type: 'string' },
        lower: { type: 'string', pattern: '^[a-z]+$' },
        choice: { enum: [1, 'x'] },
        size: { enum: [1, 2] },
        inner: { $ref: '#/components/schemas/Line' },
      },
      required: ['count', 'word', 'lower', 'choice', 'size'],
    })
    expect(Object.keys(Order2.properties)).to.deep.equal(['text'])
  })

  it('describes bodies: a model, an array of it, members', () => {
    const bodyOf = (path: string, method: string) =>
      document.paths[path][method].requestBody.content['application/json'].schema
    expect(bodyOf('/orders/{id}', 'put')).to.deep.equal({ $ref: '#/components/schemas/Order' })
    expect(bodyOf('/others', 'post')).to.deep.equal({
      type: 'array',
      items: { $ref: '#/components/schemas/Order2' },
    })
    expect(bodyOf('/fields', 'post')).to.deep.equal({
      type: 'object',
      properties: { mail: { type: 'string' }, line: { $ref: '#/components/schemas/Line' } },
      required: ['mail', 'line'],
    })
  })

  it('describes raw bodies: bytes of any type, and text', () => {
    expect(document.paths['/bytes'].post.requestBody).to.deep.equal({
      required: true,
      content: { 'application/octet-stream': { schema: {} } },
    })
    expect(document.paths['/text'].post.requestBody).to.deep.equal({
      required: false,
      content: { 'text/plain': { schema: { type: 'string' } } },
    })
  })

  it("describes a guard's schemes and answers where one stands", () => {
    const { get, put } = document.paths['/orders/{id}']
    expect(get.security).to.deep.equal([{ modalKey: [], modalSecret: [] }, { proxyToken: [] }])
    expect(Object.keys(get.responses)).to.deep.equal(['200', '401', '403', '422', '429'])
    expect(put.security).to.deep.equal([])
    expect(Object.keys(put.responses)).to.deep.equal(['204', '413', '415', '422'])
    expect(put.responses['204']).not.to.have.property('content')

    const { securitySchemes } = document.components
    expect(document.paths['/list'].get.security).to.deep.equal([{ 'scheme-my-scheme': [] }])
    expect(securitySchemes['scheme-my-scheme']).to.include({ type: 'http', scheme: 'basic' })
    expect(securitySchemes.modalKey).to.include({ type: 'apiKey', in: 'header', name: 'Modal-Key' })
    expect(securitySchemes.proxyToken).to.include({ type: 'http', scheme: 'bearer' })
  })

  it('says what an endpoint does, under an id that no other has', () => {
    const { get, put } = document.paths['/orders/{id}']
    expect(get).to.deep.include({ summary: 'Find Order', tags: ['orders'] })
    expect(put).to.include({ summary: 'Puts it' }).and.not.to.have.property('tags')
    expect(document.paths['/list/{kind}'].get.operationId).to.equal('shop-shop-list')
    expect(document.paths['/list'].get.operationId).to.equal('shop-shop-list.2')
  })

  it('describes every endpoint with --all', async () => {
    const { stdout } = await project.run(['openapi', 'shop.ts', '--all'])
    expect(JSON.parse(stdout).paths).to.have.property('/hidden')
    expect(JSON.parse(stdout).components.schemas).to.have.property('Secret')
  })

  it('says what to write where no endpoint asks', async () => {
    const { code, stdout, stderr } = await project.run(['openapi', 'app.ts'])
    expect(code).to.equal(1)
    expect(stdout).to.equal('')
    expect(stderr).to.equal(
      'No endpoint asks to be described: write @fastapiEndpoint({ docs: true }), or add --all.\n',
    )
  })

  it('makes no workspace', async () => {
    expect((await project.run(['status'])).stderr).to.contain('No workspace')
  })

  it('prints what a validator takes for OpenAPI, for every example too (skipped where @redocly/cli is not installed)', async function () {
    const files = [join(project.path, 'shop.json')]
    writeFileSync(files[0] ?? '', JSON.stringify(document))
    for (const example of EXAMPLES) {
      const app = `${example}/app.ts`
      const cwd = join(REPOSITORY, 'examples')
      const { code, stdout, stderr } = await project.run(['openapi', app, '--all'], { cwd })
      expect(code, stderr).to.equal(0)
      const file = join(project.path, `${example}.json`)
      writeFileSync(file, stdout)
      files.push(file)
    }
    const report = await lintOpenApi(files)
    if (report === undefined) return this.skip()
    expect(report.code, report.stdout).to.equal(0)

    writeFileSync(files[0] ?? '', JSON.stringify({ ...document, servers: [], info: {} }))
    const broken = await lintOpenApi(files.slice(0, 1))
    expect(broken?.code).to.equal(1)
    expect(broken?.stdout).to.contain('title')
  })
})
