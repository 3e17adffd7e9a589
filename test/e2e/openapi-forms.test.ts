import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { lintOpenApi } from '../support/lint-open-api.js'

const SHOP = `
import { Readable } from 'node:stream'
import { fastapiEndpoint, Form, FormField, Upload, UploadedFile, UploadedFiles } from '@portico/sdk'
import { IsNumber, IsOptional, IsString } from 'class-validator'

class OrderForm {
  @IsString()
  item = ''
  @IsOptional() @IsNumber()
  count?: number
}

export class Shop {
  @fastapiEndpoint({ public: true, method: 'POST' })
  order(@Form() order: OrderForm) {}

  @fastapiEndpoint({ public: true, method: 'POST' })
  login(@FormField('name', { minLength: 1 }) name: string, @FormField('tag', { isArray: true, default: [] }) tags: string[]) {}

  @fastapiEndpoint({ public: true, method: 'POST' })
  files(@UploadedFile('one', { mimeTypes: ['image/png', 'text/*'] }) one: Upload, @UploadedFiles('many', { maxCount: 3, required: false }) many: Upload[], @FormField('note') note: string) {}

  @fastapiEndpoint({ public: true, method: 'POST' })
  stream(data: Readable) {}
}
`

describe('forms in what the command line prints', () => {
  let project: CliProject

  before(() => {
    project = createCliProject({ 'shop.ts': SHOP })
  })

  after(() => project.remove())

  it('are bodies of the API description, which a validator takes for OpenAPI', async () => {
    const { stdout, stderr } = await project.run(['openapi', 'shop.ts', '--all'])
    expect(stderr).to.equal('')
    const { paths } = JSON.parse(stdout)
    const form = (path: string) =>
      paths[path].post.requestBody.content['application/x-www-form-urlencoded'].schema
    expect(form('/order')).to.deep.equal({ $ref: '#/components/schemas/OrderForm' })
    expect(form('/login')).to.deep.equal({
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1 },
        tag: { type: 'array', items: { type: 'string' }, default: [] },
      },
      required: ['name'],
    })
    expect(paths['/order'].post.requestBody.content).to.have.property('multipart/form-data')
    const binary = {
      type: 'string',
      format: 'binary',
      contentMediaType: 'application/octet-stream',
    }
    expect(paths['/files'].post.requestBody).to.deep.equal({
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: {
              one: binary,
              many: { type: 'array', items: binary, maxItems: 3 },
              note: { type: 'string' },
            },
            required: ['one', 'note'],
          },
          encoding: { one: { contentType: 'image/png, text/*' } },
        },
      },
    })
    expect(paths['/files'].post.responses).to.include.keys('413', '415', '422')
    expect(paths['/stream'].post.requestBody.content).to.have.all.keys('application/octet-stream')
    const file = join(project.path, 'shop.json')
    writeFileSync(file, stdout)
    const report = await lintOpenApi([file])
    expect(report?.code ?? 0, report?.stdout).to.equal(0)
  })

  it('are parameters of the routes', async () => {
    const { stdout } = await project.run(['routes', 'shop.ts'])
    expect(stdout).to.match(/order +form +OrderForm +required/)
    expect(stdout).to.match(/name +form +string +required/)
    expect(stdout).to.match(/many +form +file\[\] +optional/)
    expect(stdout).to.match(/data +body +Readable +required/)
    expect(stdout).to.match(/tag +form +string\[\] +optional/)
  })
})
