import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { lintOpenApi } from '../support/lint-open-api.js'

const SHOP = `
import { Body, fastapiEndpoint } from '@portico/sdk'
import { Exclude, Type } from 'class-transformer'
import { IsInt, IsString, ValidateNested } from 'class-validator'

class Item {
  @IsInt()
  count = 0
}

class User {
  @IsString()
  name = ''

  @Exclude({ toPlainOnly: true }) @IsString()
  password = ''
}

class Team {
  @ValidateNested({ each: true }) @Type(() => User)
  members: User[] = []
}

export class Shop {
  @fastapiEndpoint({ docs: true, public: true, responseModel: Item, etag: true })
  item() {}

  @fastapiEndpoint({ docs: true, public: true, responseModel: [Team], statusCode: 201, method: 'POST' })
  teams(team: Team) {}

  @fastapiEndpoint({ docs: true, public: true, responseModel: Item, method: 'PUT' })
  put(item: Item) {}

  @fastapiEndpoint({ docs: true, public: true })
  anything() {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  numbers(@Body({ type: Number, min: 1 }) terms: number[]) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  words(@Body({ enum: ['a', 'b'] }) words: string[] = []) {}

  @fastapiEndpoint({ docs: true, public: true, method: 'POST' })
  either(@Body({ discriminator: { property: 'kind', subTypes: [{ value: Item, name: 'item' }, { value: User, name: 'user' }, { value: User, name: 'admin' }] } }) either: Item | User) {}
}
`

describe('runtime openapi, of what models say', () => {
  let project: CliProject
  // Parsed JSON that the assertions below look into.
  let document: ReturnType<typeof JSON.parse>

  before(async () => {
    project = createCliProject({ 'shop.ts': SHOP })
    const { stdout, stderr } = await project.run(['openapi', 'shop.ts', '--name', 'shop'])
    expect(stderr).to.equal('')
    document = JSON.parse(stdout)
  })

  after(() => project.remove())

  const schemaOf = (path: string, method: string, status: number): unknown =>
    document.paths[path][method].responses[status].content['application/json'].schema

  it('describes what a responseModel lets out, or an array of it', () => {
    expect(schemaOf('/item', 'get', 200)).to.deep.equal({ $ref: '#/components/schemas/Item' })
    expect(schemaOf('/teams', 'post', 201)).to.deep.equal({
      type: 'array',
      items: { $ref: '#/components/schemas/TeamOutput' },
    })
    expect(schemaOf('/anything', 'get', 200)).to.deep.equal({})
  })

  it('describes a model twice where it is another on its way out, by itself or by what it holds', () => {
    const { schemas } = document.components
    expect(schemas).to.include.all.keys('Item', 'User', 'UserOutput', 'Team', 'TeamOutput')
    expect(schemas).not.to.have.property('ItemOutput')
    expect(Object.keys(schemas.User.properties)).to.deep.equal(['name', 'password'])
    expect(Object.keys(schemas.UserOutput.properties)).to.deep.equal(['name'])
    expect(schemas.UserOutput.required).to.deep.equal(['name'])
    expect(schemas.TeamOutput.properties.members.items).to.deep.equal({
      $ref: '#/components/schemas/UserOutput',
    })
  })

  it('says which answers have an ETag, and that they may be a 304', () => {
    const { responses } = document.paths['/item'].get
    expect(Object.keys(responses[200].headers)).to.deep.equal(['ETag'])
    expect(responses).to.have.property('304')
    expect(document.paths['/put'].put.responses).not.to.have.property('304')
  })

  it('describes bodies that are arrays of scalars, with their rules', () => {
    const bodyOf = (path: string): unknown => document.paths[path].post.requestBody
    const json = (schema: object) => ({ 'application/json': { schema } })
    expect(bodyOf('/numbers')).to.deep.equal({
      required: true,
      content: json({ type: 'array', items: { type: 'number', minimum: 1 } }),
    })
    expect(bodyOf('/words')).to.deep.equal({
      required: false,
      content: json({ type: 'array', items: { enum: ['a', 'b'] } }),
    })
  })

  it('describes bodies of one of several classes by what tells them apart', () => {
    const { schema } = document.paths['/either'].post.requestBody.content['application/json']
    expect(schema).to.deep.equal({
      oneOf: [{ $ref: '#/components/schemas/Item' }, { $ref: '#/components/schemas/User' }],
      discriminator: {
        propertyName: 'kind',
        mapping: {
          item: '#/components/schemas/Item',
          user: '#/components/schemas/User',
          admin: '#/components/schemas/User',
        },
      },
    })
  })

  it('is what a validator takes for OpenAPI (skipped where @redocly/cli is not installed)', async function () {
    const file = join(project.path, 'shop.json')
    writeFileSync(file, JSON.stringify(document))
    const report = await lintOpenApi([file])
    if (report === undefined) return this.skip()
    expect(report.code, report.stdout).to.equal(0)
  })
})
