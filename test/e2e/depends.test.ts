import { setTimeout as delay } from 'node:timers/promises'

import {
  BadRequestError,
  BodyParam,
  CallerToken,
  type CallerTokenInfo,
  Depends,
  HeaderParam,
  NotFoundError,
  fastapiEndpoint,
} from '@portico/sdk'
import { createRuntime } from '@portico/runtime'
import { expect } from 'chai'
import { Get, JsonController } from 'routing-controllers'

import { type Started, WAYS_IN, startRuntime } from '../support/start-runtime.js'

let events: string[] = []

interface Page {
  readonly page: number
  readonly all: boolean
}

function pagination(page = 1, all = false): Page {
  events.push('pagination')
  return { page, all }
}

class Caller {
  resolve(@CallerToken() caller: CallerTokenInfo | undefined, @Depends(pagination) page: Page) {
    return `${caller?.name} at ${page.page}`
  }
}

class Account {
  readonly #names = ['ada']

  async resolve(@HeaderParam('x-user', { required: true }) user: string, limit: number) {
    await delay(1)
    if (!this.#names.includes(user)) throw new NotFoundError(`nobody is called ${user}`)
    return { user, limit }
  }
}

async function* outer() {
  events.push('open outer')
  try {
    yield 'outer'
  } finally {
    events.push('close outer')
  }
}

class Transaction {
  async *resolve(@Depends(outer) name: string) {
    events.push('begin')
    try {
      yield `${name} transaction`
      await delay(1)
      events.push('commit')
    } catch (error) {
      await delay(1)
      events.push(`roll back: ${(error as Error).message}`)
      throw error
    }
  }
}

class Handlers {
  @fastapiEndpoint()
  pages(@Depends(pagination) one: Page, @Depends(pagination) two: Page, q: string) {
    return [one, one === two, q]
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  caller(@Depends(Caller) caller: string, @Depends(pagination) page: Page) {
    return [caller, page.page]
  }

  @fastapiEndpoint()
  account(@Depends(Account) account: object) {
    events.push('handler')
    return account
  }

  @fastapiEndpoint()
  transfer(@Depends(Transaction) transaction: string, fail = false) {
    events.push('handler')
    if (fail) throw new BadRequestError('no money')
    return transaction
  }
}

for (const way of WAYS_IN) {
  describe(`@Depends, through ${way}`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Handlers], way })
    })
    beforeEach(() => {
      events = []
    })
    after(() => started.close())

    const get = async (path: string, headers: object = {}) => {
      const response = await fetch(`${started.origin}${path}`, { headers: { ...headers } })
      return { status: response.status, body: await response.text() }
    }

    it('binds a function’s parameters, and calls it once a request', async () => {
      const answer = await get('/pages?page=3&all=yes&q=x')
      expect(answer.body).to.equal('[{"page":3,"all":true},true,"x"]')
      expect((await get('/pages?q=x')).body).to.equal('[{"page":1,"all":false},true,"x"]')
      expect(events).to.deep.equal(['pagination', 'pagination'])
    })

    it('tells what is wrong there together with the rest, once', async () => {
      const { status, body } = await get('/pages?page=x')
      expect(status).to.equal(422)
      const locs = JSON.parse(body).detail.map(({ loc }: { loc: unknown }) => loc)
      expect(locs).to.deep.include.members([
        ['query', 'page'],
        ['query', 'q'],
      ])
      expect(events).to.deep.equal([])
    })

    it('takes classes that depend on others, behind the guard', async () => {
      expect(await get('/caller')).to.include({ status: 401 })
      expect(events).to.deep.equal([])
      const token = await started.token({ name: 'ci' })
      expect((await get('/caller?page=2', token)).body).to.equal('["ci at 2",2]')
      expect(events).to.deep.equal(['pagination'])
    })

    it('answers what a dependency throws, and calls no handler', async () => {
      const good = await get('/account?limit=2', { 'x-user': 'ada' })
      expect(good).to.deep.equal({ status: 200, body: '{"user":"ada","limit":2}' })
      events = []
      const answer = await get('/account?limit=2', { 'x-user': 'bob' })
      expect(answer).to.deep.equal({ status: 404, body: '{"detail":"nobody is called bob"}' })
      expect(await get('/account?limit=2')).to.include({ status: 422 })
      expect(events).to.deep.equal([])
    })

    for (const [query, status, end] of [
      ['', 200, 'commit'],
      ['?fail=true', 400, 'roll back: no money'],
    ] as const) {
      it(`goes on behind yield after the answer ${status}, the last one first`, async () => {
        expect(await get(`/transfer${query}`)).to.include({ status })
        while (!events.includes('close outer')) await delay(1)
        const order = ['open outer', 'begin', 'handler', end, 'close outer']
        expect(events).to.deep.equal(order)
      })
    }

    it('is told of the failure of other arguments, and calls no handler', async () => {
      expect(await get('/transfer?fail=maybe')).to.include({ status: 422 })
      while (!events.includes('close outer')) await delay(1)
      const failure = 'roll back: The request does not pass validation'
      expect(events).to.deep.equal(['open outer', 'begin', failure, 'close outer'])
    })

    it('is replaced by override, with the same arguments or with none, until that is undone', async () => {
      const undo = started.runtime.override(Account, () => ({ user: 'test' }))
      expect((await get('/account')).body).to.equal('{"user":"test"}')
      undo()
      expect(await get('/account')).to.include({ status: 422 })

      const undoPages = started.runtime.override(pagination, (page: number) => ({ page: -page }))
      expect((await get('/pages?page=3&q=x')).body).to.equal('[{"page":-3},true,"x"]')
      undoPages()
      expect(() => started.runtime.override(() => 1, pagination)).to.throw('no endpoint of this')
    })
  })
}

describe('@Depends at shutdown', () => {
  it('ends what was begun before the runtime is closed', async () => {
    events = []
    const started = await startRuntime({ handlers: [Handlers] })
    await fetch(`${started.origin}/transfer`)
    await started.close()
    expect(events.slice(-2)).to.deep.equal(['commit', 'close outer'])
  })
})

describe('@Depends is refused at load', () => {
  /** Why a runtime doesn't start. */
  async function refusal(target: new () => object): Promise<string> {
    return createRuntime({ store: 'sqlite::memory:', handlers: [target] }).then(
      () => 'started',
      (error: unknown) => String(error),
    )
  }

  it('where nothing tells how a parameter is bound', async () => {
    class Untold {
      @fastapiEndpoint()
      work(@Depends((limit: number) => limit) limit: number) {
        return limit
      }
    }
    expect(await refusal(Untold)).to.contain('parameter "limit": TypeScript emits no types')
  })

  it('where a dependency takes the body, or itself', async () => {
    class Mail {
      resolve(@BodyParam('mail') mail: string) {
        return mail
      }
    }
    class Sender {
      @fastapiEndpoint({ method: 'POST' })
      send(@Depends(Mail) mail: string) {
        return mail
      }
    }
    expect(await refusal(Sender)).to.contain('Mail takes the body')
    class Item {
      resolve(name = 'x', @Depends(Item) item?: Item) {
        return [name, item]
      }
    }
    class Circular {
      @fastapiEndpoint()
      work(@Depends(Item) item: Item) {
        return item
      }
    }
    expect(await refusal(Circular)).to.contain('Item depends on itself')
  })

  it('where it is no function, or an action of a plain controller', async () => {
    expect(() => {
      class Nothing {}
      class Wrong {
        @fastapiEndpoint()
        work(@Depends(Nothing as never) nothing: unknown) {
          return nothing
        }
      }
      return Wrong
    }).to.throw('Wrong.work: @Depends() takes a function')
    @JsonController()
    class Plain {
      @Get('/plain')
      plain(@Depends(pagination) page: Page) {
        return page
      }
    }
    expect(await refusal(Plain)).to.contain('has @Depends(), which only')
  })
})
