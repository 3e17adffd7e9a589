import { expect } from 'chai'

import { type AppFolder, TSCONFIG, createAppFolder } from '../support/app-folder.js'
import { type LoadedApp, loadApps } from '../support/load-apps.js'

const CLASSES = `
  import { Get, Interceptor, JsonController, Middleware } from 'routing-controllers'
  @JsonController() export class Plain { @Get('/plain') plain() {} }
`
const DENY = `@Middleware({ type: 'before' }) export class Deny { use() { throw new Error('no') } }\n`
const WRAP = `@Interceptor() export class Wrap { intercept() {} }\n`
const SHOP = `
  import { defineApp, fastapiEndpoint } from '@portico/sdk'
  export class Shop { @fastapiEndpoint() list() {} }
`

const FILES = {
  'tsconfig.json': TSCONFIG,
  'middleware.ts': CLASSES + DENY + SHOP,
  'interceptor.ts': CLASSES + WRAP + SHOP,
  'imported.ts': `import './deny.js'\n${SHOP}`,
  'deny.ts': CLASSES + DENY,
  'plain.ts': CLASSES + DENY + WRAP,
  'meant.ts': `${CLASSES + DENY + WRAP + SHOP}
    export default defineApp({ controllers: { middlewares: [Deny], interceptors: [Wrap] } })`,
}

describe('middleware and interceptors for all controllers, beside endpoints', () => {
  let folder: AppFolder

  before(() => {
    folder = createAppFolder(FILES)
  })
  after(() => folder.remove())

  async function load(file: string): Promise<LoadedApp | undefined> {
    const [loaded] = await loadApps(folder.path, [file])
    return loaded
  }

  const remedies = {
    'middleware.ts':
      'Deny has @Middleware(), which runs around actions of controllers alone and not around Shop.list: write it as Koa middleware, in defineApp({ use: […] }), or name it in defineApp({ controllers: { middlewares: [Deny] } }) where that is meant',
    'imported.ts': 'Deny has @Middleware()',
    'interceptor.ts':
      'Wrap has @Interceptor(), which runs around actions of controllers alone and not around Shop.list: write @UseInterceptor() there, or name it in defineApp({ controllers: { interceptors: [Wrap] } }) where that is meant',
  }
  for (const [file, message] of Object.entries(remedies)) {
    it(`are refused, since they would not protect them: ${file}`, async () => {
      const loaded = await load(file)
      expect(loaded?.code).to.equal('invalid_endpoint')
      expect(loaded?.message).to.contain(`${file}: ${message}`)
    })
  }

  for (const file of ['plain.ts', 'meant.ts']) {
    it(`are taken where nothing goes without, or that is meant: ${file}`, async () => {
      expect(await load(file)).not.to.have.property('message')
    })
  }
})
