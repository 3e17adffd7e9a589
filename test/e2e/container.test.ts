import {
  type Container,
  type Action,
  CurrentUser,
  type HandlerClass,
  UseBefore,
  enter,
  fastapiEndpoint,
  useContainer,
} from '@portico/sdk'
import { createRuntime } from '@portico/runtime'
import { expect } from 'chai'
import type { Context, Next } from 'koa'
import { Get, JsonController } from 'routing-controllers'

import { startRuntime } from '../support/start-runtime.js'

class Greeting {
  readonly word: string = 'hello'
}

class Greeter {
  entered = false

  constructor(readonly greeting: Greeting) {}

  @enter()
  open() {
    this.entered = true
  }

  @fastapiEndpoint()
  greet() {
    return [this.greeting.word, this.entered]
  }
}

class Counter {
  count = 0

  @fastapiEndpoint()
  next() {
    return (this.count += 1)
  }
}

/** A container of one word and one object of each class, as an application may have one. */
function containerOf(word: string): Container {
  const objects = new Map<unknown, unknown>()
  return {
    get(type) {
      const found = objects.get(type) ?? new type({ word })
      objects.set(type, found)
      return found as InstanceType<typeof type>
    },
  }
}

async function answer(path: string, options: Parameters<typeof startRuntime>[0]): Promise<string> {
  const started = await startRuntime(options)
  const response = await fetch(`${started.origin}${path}`)
  await started.close()
  return response.text()
}

/** Why a runtime doesn't start. */
async function refusal(options: object): Promise<string> {
  const handlers: readonly HandlerClass[] = [Greeter]
  return createRuntime({ store: 'sqlite::memory:', handlers, ...options }).then(
    () => 'started',
    (error: unknown) => String(error),
  )
}

describe('A container', () => {
  afterEach(() => useContainer(undefined))

  it('makes the handlers of one runtime, as the option "container"', async () => {
    const handlers = [Greeter]
    for (const word of ['hello', 'hei']) {
      const container = containerOf(word)
      expect(await answer('/greet', { handlers, container })).to.equal(`["${word}",true]`)
    }
  })

  it('makes them in the whole process, as routing-controllers’ own, and middleware too', async () => {
    class Said {
      constructor(readonly greeting: Greeting) {}

      use(ctx: Context, next: Next) {
        ctx.state['said'] = this.greeting.word
        return next()
      }
    }
    class Sayer {
      constructor(readonly greeting: Greeting) {}

      @UseBefore(Said)
      @fastapiEndpoint()
      say(@CurrentUser() user: unknown) {
        return [this.greeting.word, user]
      }
    }
    useContainer(containerOf('moi'))
    const controllers = { currentUserChecker: ({ context }: Action) => context.state.said }
    expect(await answer('/say', { handlers: [Sayer], controllers })).to.equal('["moi","moi"]')
    const container = containerOf('hej')
    expect(await answer('/greet', { handlers: [Greeter], container })).to.equal('["hej",true]')
  })

  it('is not needed: each runtime has objects of its own then', async () => {
    for (const _ of [1, 2]) expect(await answer('/next', { handlers: [Counter] })).to.equal('1')
  })

  it('stops the start where it gives nothing, or is none', async () => {
    expect(await refusal({ container: { get: () => undefined } })).to.contain(
      'the container gave no object for Greeter',
    )
    expect(await refusal({ container: {} })).to.contain('container must have a method get(type)')
    expect(await refusal({})).to.contain('pass createRuntime() a container')
  })

  it('is refused as an option for a plain controller, which it would not make', async () => {
    @JsonController()
    class Plain {
      @Get('/plain')
      plain() {
        return {}
      }
    }
    expect(await refusal({ handlers: [Plain], container: containerOf('x') })).to.contain(
      'Plain is a controller of routing-controllers',
    )
  })
})

describe('@CurrentUser on an endpoint', () => {
  class Accounts {
    @fastapiEndpoint()
    who(@CurrentUser() user: unknown) {
      return { user }
    }

    @fastapiEndpoint()
    must(@CurrentUser({ required: true }) user: { readonly name: string }) {
      return user
    }
  }
  const currentUserChecker = async ({ request }: Action): Promise<unknown> =>
    request.headers['x-user'] && { name: request.headers['x-user'] }

  it('gives what the checker found, and 401 where a required one is missing', async () => {
    const started = await startRuntime({
      handlers: [Accounts],
      controllers: { currentUserChecker },
    })
    const get = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${started.origin}${path}`, { headers })
      return [response.status, await response.text()]
    }
    expect(await get('/who', { 'x-user': 'ada' })).to.deep.equal([200, '{"user":{"name":"ada"}}'])
    expect(await get('/who')).to.deep.equal([200, '{}'])
    expect(await get('/must', { 'x-user': 'ada' })).to.deep.equal([200, '{"name":"ada"}'])
    const [status, body] = await get('/must')
    expect(status).to.equal(401)
    expect(body).to.contain('Authorization is required')
    await started.close()
  })

  it('is refused at load without a checker', async () => {
    expect(await refusal({ handlers: [Accounts] })).to.contain('@CurrentUser() needs a checker')
  })
})
