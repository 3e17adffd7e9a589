import { createRuntime } from '@portico/runtime'
import { useContainer as useAnyContainer } from '@portico/sdk'
import { expect } from 'chai'
import { type Action, Get, JsonController, Session, useContainer } from 'routing-controllers'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { startRuntime } from '../support/start-runtime.js'
import { README_REFUSALS } from './readme-refusals.js'

/** Those of other tests would run as well. */
const NO_OTHERS = { middlewares: [], interceptors: [] }

describe('the README of routing-controllers, what is refused at load', () => {
  for (const { section, handlers, sentence, options } of README_REFUSALS) {
    it(`${section}: ${sentence}`, async () => {
      const refused = await createRuntime({
        ...{ handlers, store: 'sqlite::memory:' },
        controllers: { ...NO_OTHERS, ...options },
      }).then(
        () => 'was not refused',
        (error: unknown) => String(error),
      )
      expect(refused).to.contain(sentence)
    })
  }
})

describe('the README of routing-controllers, an IoC adapter', () => {
  afterEach(() => useAnyContainer(undefined))

  it('makes the controller of each request, from what it knows of the request', async () => {
    @JsonController('/logbook')
    class Logbook {
      constructor(readonly author: string) {}
      @Get('/') write() {
        return { author: this.author }
      }
    }
    const made: unknown[] = []
    useContainer({
      get(type, action?: Action) {
        made.push(type)
        return new type(action?.request.headers['x-author'] ?? 'nobody asked')
      },
    })
    const started = await startRuntime({ handlers: [Logbook], controllers: NO_OTHERS })
    expect(made).to.deep.equal([])
    for (const author of ['ada', 'eve']) {
      const answer = await fetch(`${started.origin}/logbook`, { headers: { 'x-author': author } })
      expect(await answer.json()).to.deep.equal({ author })
    }
    await started.close()
  })
})

describe('the README of routing-controllers, a session', () => {
  it('that nothing provides is a 500, and not a stranger’s', async () => {
    @JsonController('/session')
    class Sessions {
      @Get('/all') all(@Session() _session: unknown) {
        return 'never'
      }
      @Get('/optional') optional(@Session({ required: false }) session: unknown) {
        return { none: session === undefined }
      }
    }
    const started = await startRuntime({ handlers: [Sessions], controllers: NO_OTHERS })
    const answer = await fetch(`${started.origin}/session/all`)
    expect(answer.status).to.equal(500)
    expect(await answer.text()).not.to.contain('ctx.session')
    const optional = await fetch(`${started.origin}/session/optional`)
    expect(await optional.json()).to.deep.equal({ none: true })
    await started.close()
  })
})

describe('the README of routing-controllers, on the command line', () => {
  let project: CliProject

  afterEach(() => project.remove())

  it('serves a folder file by file, with the middleware that an app names', async () => {
    project = createCliProject(FOLDER)
    const server = await project.serve(['app.ts', 'controllers/boats.ts', 'controllers/crews.ts'])
    for (const name of ['boats', 'crews']) {
      const answer = await fetch(`${server.url}/api/${name}`)
      expect(await answer.text()).to.equal(name)
      expect(answer.headers.get('x-stamp')).to.equal('yes')
    }
    server.kill('SIGTERM')
    await server.ended
  })

  it('refuses an error handler for Express', async () => {
    project = createCliProject({ ...FOLDER, 'middlewares/stamp.ts': ERROR_HANDLER })
    const { code, stderr } = await project.run(['routes', 'app.ts', 'controllers/boats.ts'])
    expect(code).not.to.equal(0)
    expect(stderr).to.contain('errorMappers in the place of "error", which is for Express')
  })
})

const FOLDER = {
  'controllers/boats.ts': `
    import { Controller, Get } from 'routing-controllers'
    @Controller('/boats')
    export class Boats { @Get('/') all() { return 'boats' } }`,
  'controllers/crews.ts': `
    import { Controller, Get } from 'routing-controllers'
    @Controller('/crews')
    export class Crews { @Get('/') all() { return 'crews' } }`,
  'middlewares/stamp.ts': `
    import { Middleware } from 'routing-controllers'
    @Middleware({ type: 'before' })
    export class Stamp { use(ctx: any, next: any) { ctx.set('X-Stamp', 'yes'); return next() } }`,
  'app.ts': `
    import { defineApp } from '@portico/sdk'
    import { Stamp } from './middlewares/stamp.js'
    export const app = defineApp({ controllers: { middlewares: [Stamp], routePrefix: '/api' } })`,
}

const ERROR_HANDLER = `
  import { Middleware } from 'routing-controllers'
  @Middleware({ type: 'after' })
  export class Stamp { error(error: any, request: any, response: any, next: any) { next() } }`
