import { createRuntime, loadManifest } from '@portico/runtime'
import { type TestRuntimeOptions, createTestRuntime } from '@portico/runtime/testing'
import {
  type Action,
  type AppDefinition,
  type AppOptions,
  type Container,
  CurrentUser,
  defineApp,
  fastapiEndpoint,
  mapError,
} from '@portico/sdk'
import { expect } from 'chai'
import type { Context, Next } from 'koa'

import { type AppFiles, type AppFolder, TSCONFIG, createAppFolder } from '../support/app-folder.js'
import { type CliProject, createCliProject } from '../support/cli-project.js'
import { type LoadedApp, loadApps } from '../support/load-apps.js'

class Missing extends Error {}

class Shop {
  constructor(readonly stock: readonly string[]) {}

  @fastapiEndpoint()
  stocked(name: string, @CurrentUser() user: unknown) {
    if (!this.stock.includes(name)) throw new Missing()
    return [name, user]
  }
}

const container: Container = { get: (type) => new type(['bread']) }
const OPTIONS = {
  use: [
    (ctx: Context, next: Next) => {
      ctx.set('X-Shop', 'open')
      return next()
    },
  ],
  container,
  controllers: { currentUserChecker: ({ request }: Action) => request.headers['x-user'] },
  errorMappers: [mapError(Missing, () => ({ status: 404, detail: 'not in stock' }))],
} satisfies AppOptions

const CLASS = `
  import { CurrentUser, defineApp, fastapiEndpoint } from '@portico/sdk'
  export class Me {
    @fastapiEndpoint()
    me(@CurrentUser() user: string) { return user }
  }
`
const APP = `defineApp({ controllers: { currentUserChecker: () => 'ada' } })`
const OWN_SHOP = `${CLASS}\nexport const app = ${APP}`

/** What an app answers that has been told everything, however it was told. */
async function answers(options: TestRuntimeOptions): Promise<unknown> {
  const runtime = await createTestRuntime(options)
  const client = runtime.anonymous()
  const found = await client.fetch('/stocked?name=bread', { headers: { 'X-User': 'ada' } })
  const missing = await client.fetch('/stocked?name=milk')
  await runtime.close()
  return [await found.text(), found.headers.get('X-Shop'), missing.status, await missing.text()]
}

const EXPECTED = ['["bread","ada"]', 'open', 404, '{"detail":"not in stock"}']

async function refusal(options: object): Promise<string> {
  return createRuntime({ store: 'sqlite::memory:', handlers: [Shop], ...options }).then(
    () => 'started',
    (error: unknown) => String(error),
  )
}

describe('defineApp', () => {
  it('says the same to a runtime as its options do', async () => {
    expect(await answers({ handlers: [Shop], app: defineApp(OPTIONS) })).to.deep.equal(EXPECTED)
    expect(await answers({ handlers: [Shop], ...OPTIONS })).to.deep.equal(EXPECTED)
    const { errorMappers, ...rest } = OPTIONS
    const app = defineApp({ errorMappers })
    expect(await answers({ handlers: [Shop], app, ...rest })).to.deep.equal(EXPECTED)
  })

  it('says nothing twice', async () => {
    expect(await refusal({ app: defineApp(OPTIONS), container })).to.contain(
      'container is given twice, by defineApp() and as an option: keep one',
    )
  })

  it('is a part of a manifest, beside which there may be more', async () => {
    const folder = createAppFolder({ 'tsconfig.json': TSCONFIG, 'app.ts': OWN_SHOP })
    const manifest = await loadManifest([folder.file('app.ts')])
    folder.remove()
    const { errorMappers } = OPTIONS
    const runtime = await createTestRuntime({ manifest, errorMappers })
    expect(await (await runtime.anonymous().fetch('/me')).json()).to.equal('ada')
    await runtime.close()
    const controllers = { currentUserChecker: () => 'eve' }
    for (const more of [{ controllers }, { app: defineApp({ controllers }) }]) {
      expect(await refusal({ handlers: [], manifest, ...more })).to.contain(
        'a manifest has its controllers already',
      )
    }
  })

  it('is needed for the option "app"', async () => {
    for (const app of [OPTIONS, {}, () => undefined, null]) {
      expect(await refusal({ app })).to.contain('app takes what defineApp() makes')
    }
  })

  const WRONG: readonly (readonly [unknown, string])[] = [
    [undefined, 'defineApp() needs options'],
    [{ middleware: [] }, "there is no option 'middleware': use use, container, controllers"],
    [{ use: OPTIONS.use[0] }, 'use takes Koa middleware'],
    [{ use: [{ use: OPTIONS.use[0] }] }, "{ use: helmet(), before: 'guards' }"],
    [{ use: [{ use: OPTIONS.use[0], before: 'guard' }] }, 'use takes Koa middleware'],
    [{ container: {} }, 'container must have a method get(type)'],
    [{ controllers: true }, 'controllers takes options'],
    [{ errorMappers: [Missing] }, 'errorMappers takes what mapError() makes'],
  ]
  for (const [options, sentence] of WRONG) {
    it(`refuses ${JSON.stringify(options)}: ${sentence}`, () => {
      const define = defineApp as (given: unknown) => AppDefinition // as JavaScript calls it
      expect(() => define(options)).to.throw(sentence)
    })
  }

  it('stays as it was, whatever happens to what it was given', () => {
    const given: { container?: Container } = { container }
    const { options } = defineApp(given)
    delete given.container
    expect(options.container).to.equal(container)
    expect(options).to.be.frozen
  })
})

describe('defineApp on the command line', () => {
  const APP = `
    import { CurrentUser, defineApp, fastapiEndpoint, mapError } from '@portico/sdk'
    class Missing extends Error {}
    function openShop(ctx, next) {
      ctx.set('X-Shop', 'open')
      return next()
    }
    export class Shop {
      constructor(readonly stock: readonly string[]) {}
      @fastapiEndpoint({ requiresProxyAuth: true, docs: true })
      stocked(name: string, @CurrentUser() user: unknown) {
        if (!this.stock.includes(name)) throw new Missing()
        return [name, user]
      }
    }
    export const app = defineApp({
      use: [{ use: openShop, before: 'guards' }],
      container: { get: (type) => new type(['bread']) },
      controllers: { currentUserChecker: ({ request }) => request.headers['x-user'] },
      errorMappers: [mapError(Missing, () => ({ status: 404, detail: 'not in stock' }))],
    })
  `
  let project: CliProject

  before(() => {
    project = createCliProject({ 'app.ts': APP })
  })

  after(() => project.remove())

  it('holds for runtime serve', async () => {
    const created = await project.run(['workspace', 'proxy-tokens', 'create', '--json'])
    const server = await project.serve(['app.ts'])
    const token = { ...JSON.parse(created.stdout), 'X-User': 'ada' }
    const seen: unknown[] = []
    for (const [name, headers] of [
      ['bread', token],
      ['milk', token],
      ['bread', {}],
    ] as const) {
      const response = await fetch(`${server.url}/stocked?name=${name}`, { headers })
      seen.push([response.status, response.headers.get('X-Shop'), await response.text()])
    }
    server.kill('SIGTERM')
    await server.ended
    expect(seen).to.deep.equal([
      [200, 'open', '["bread","ada"]'],
      [404, 'open', '{"detail":"not in stock"}'],
      [401, 'open', 'modal-http: missing credentials for proxy authorization\n'],
    ])
  })

  it('is taken by runtime routes and openapi, which make no object', async () => {
    const routes = await project.run(['routes', 'app.ts', '--json'])
    expect(JSON.parse(routes.stdout)[0]).to.include({ path: '/stocked', protected: true })
    const shown = await project.run(['routes', 'app.ts'])
    expect(shown.stdout).to.match(/Before every guard: openShop\n$/)
    const document = await project.run(['openapi', 'app.ts'])
    expect(JSON.parse(document.stdout).paths).to.have.all.keys('/stocked')
  })
})

describe('defineApp in a file that is served', () => {
  let folder: AppFolder

  afterEach(() => folder.remove())

  async function load(files: AppFiles, ...names: readonly string[]): Promise<LoadedApp> {
    folder = createAppFolder({ 'tsconfig.json': TSCONFIG, ...files })
    return loadTogether(names)
  }

  /** In this process: the app must be of the same SDK as this test. */
  async function loadTogether(names: readonly string[]): Promise<LoadedApp> {
    try {
      const manifest = await loadManifest(names.map((name) => folder.file(name)))
      const { appOptions, endpoints } = manifest
      return { app: Object.keys(appOptions).join(), endpoints: endpoints as never }
    } catch (error) {
      if (!(error instanceof Error)) throw error
      return { message: error.message }
    }
  }

  const OWN = `import { defineApp } from '@portico/sdk'\nexport const shop = ${APP}`

  it('is taken under any name, and from a file of its own', async () => {
    const files = {
      'named.ts': `${CLASS}\nexport const settings = ${APP}`,
      'default.ts': `${CLASS}\nexport default ${APP}`,
      'class.ts': CLASS,
      'own.ts': OWN,
      'again.ts': `export { shop as default, shop } from './own.ts'`,
    }
    for (const names of [['named.ts'], ['default.ts'], ['class.ts', 'own.ts']]) {
      const { app, endpoints, message } = await load(files, ...names)
      expect(message).to.equal(undefined)
      expect(app).to.equal('controllers')
      expect(endpoints).to.have.lengthOf(1)
      folder.remove()
    }
    expect(await load(files, 'class.ts', 'own.ts', 'again.ts')).to.include({ app: 'controllers' })
  })

  it('is refused twice, and without a class to serve', async () => {
    const files = {
      'a.ts': OWN_SHOP,
      'own.ts': OWN,
      'class.ts': CLASS,
    }
    expect((await load(files, 'a.ts', 'own.ts')).message).to.match(
      /a\.ts and .*own\.ts call defineApp\(\) twice: put everything into one$/,
    )
    expect((await loadTogether(['own.ts'])).message).to.match(/own\.ts exports no handler class/)
    expect((await loadTogether(['class.ts'])).message).to.contain(
      '@CurrentUser() needs a checker: export defineApp({ controllers: { currentUserChecker } })',
    )
  })

  it('names the file and the option that does not exist', async () => {
    folder = createAppFolder({
      'tsconfig.json': TSCONFIG,
      'app.ts': `import { defineApp } from '@portico/sdk'\nexport const app = defineApp({ middlewares: [] })`,
    })
    const [loaded] = await loadApps(folder.path, ['app.ts'])
    expect(loaded?.message).to.equal(
      "app.ts: there is no option 'middlewares': use use, container, controllers, errorMappers",
    )
  })
})
