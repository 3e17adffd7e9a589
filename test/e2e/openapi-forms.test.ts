import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { lintOpenApi } from '../support/lint-open-api.js'

const SHOP = `
import { fastapiEndpoint, Form, FormField } from '@portico/sdk'
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
    const file = join(project.path, 'shop.json')
    writeFileSync(file, stdout)
    const report = await lintOpenApi([file])
    expect(report?.code ?? 0, report?.stdout).to.equal(0)
  })

  it('are parameters of the routes', async () => {
    const { stdout } = await project.run(['routes', 'shop.ts'])
    expect(stdout).to.match(/order +form +OrderForm +required/)
    expect(stdout).to.match(/name +form +string +required/)
    expect(stdout).to.match(/tag +form +string\[\] +optional/)
  })
})
