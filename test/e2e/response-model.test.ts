import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

import { type Action, Ctx, fastapiEndpoint, HttpError, UseInterceptor } from '@portico/sdk'
import { expect } from 'chai'
import { Exclude, Expose, Transform, Type } from 'class-transformer'
import {
  Allow,
  IsArray,
  IsDate,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator'
import type { Context } from 'koa'
import { pino } from 'pino'

import { openRawConnection, toRequestBytes } from '../support/raw-request.js'
import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

class Entity {
  @IsInt()
  id!: number
}

class Address {
  @IsString()
  city!: string
}

class User extends Entity {
  @IsEmail()
  mail!: string

  @IsOptional()
  @ValidateNested()
  @Type(() => Address)
  home?: Address

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Address)
  others?: Address[]
}

const MALLORY = { city: 'Rome', secret: 'nested' }
const ALICE = { id: 1, mail: 'a@example.com', password: 'hunter2', home: MALLORY }

class Row {
  readonly id = 2
  readonly password = 'hunter2'
  readonly others = [MALLORY, MALLORY]

  get mail() {
    return 'row@example.com'
  }

  toJSON() {
    return { password: this.password }
  }
}

class Account {
  @Expose({ name: 'user_name' })
  @IsString()
  userName!: string

  @Exclude({ toPlainOnly: true })
  @IsString()
  password!: string

  @Transform(({ value }) => `${value}%`, { toPlainOnly: true })
  share!: number

  @IsDate()
  since: Date = new Date('2025-01-02T03:04:05Z')

  @Allow()
  balance!: bigint

  @Expose()
  get greeting() {
    return `Hello ${this.userName}`
  }

  @Allow()
  // Only its emitted type tells what it is.
  address!: Address
}

class Cat {
  @IsInt()
  lives!: number
}

class Dog {
  @IsString()
  bark!: string
}

class Owner {
  @ValidateNested({ each: true })
  @Type(() => Object, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { value: Cat, name: 'cat' },
        { value: Dog, name: 'dog' },
      ],
    },
  })
  pets!: (Cat | Dog)[]
}

class Id {
  readonly secret = 4711

  toJSON() {
    return 'id-1'
  }
}

/** Nothing checks its values: only TypeScript's own types say what they are. */
class Note {
  @Expose()
  text!: string

  @Expose()
  at!: Date

  @Expose()
  length!: number
}

class Answers {
  @fastapiEndpoint({ responseModel: User })
  plain() {
    return ALICE
  }

  @fastapiEndpoint({ responseModel: User })
  async instance() {
    return new Row()
  }

  @fastapiEndpoint({ responseModel: [User] })
  list() {
    return [ALICE, new Row()]
  }

  @fastapiEndpoint({ responseModel: Account })
  account() {
    return { userName: 'al', password: 'x', share: 5, balance: 9007199254740993n, address: MALLORY }
  }

  @fastapiEndpoint({ responseModel: Owner })
  owner() {
    const dog = Object.assign(new Dog(), { bark: 'wuff', secret: 1 })
    return { pets: [{ kind: 'cat', lives: 9, secret: 1 }, dog] }
  }

  @fastapiEndpoint({ responseModel: Owner })
  stranger() {
    return { pets: [{ kind: '__proto__', lives: 9 }] }
  }

  @fastapiEndpoint({ responseModel: User })
  wrong() {
    return { ...ALICE, mail: 'the secret 4711', home: { city: 4711 } }
  }

  @fastapiEndpoint({ responseModel: [User] })
  wrongElement() {
    return [ALICE, { id: 'x', mail: 'a@example.com' }]
  }

  @fastapiEndpoint({ responseModel: User })
  nothing() {
    return null
  }

  @fastapiEndpoint({ responseModel: [User] })
  notAList() {
    return ALICE
  }

  @fastapiEndpoint({ responseModel: User })
  refused() {
    throw new HttpError(404, 'no such user')
  }

  @fastapiEndpoint({ responseModel: User })
  async *lines() {
    yield ALICE
    yield new Row()
  }

  @fastapiEndpoint({ responseModel: User })
  async *events() {
    yield { event: 'user', data: ALICE }
    yield { data: '[DONE]' }
  }

  @fastapiEndpoint({ responseModel: User })
  async *eventInLines() {
    yield ALICE
    yield { id: 4711, data: 'secret' }
  }

  @fastapiEndpoint({ responseModel: Note })
  note() {
    return { text: new Id(), at: new Date(0), length: 5 }
  }

  @fastapiEndpoint({ responseModel: Note })
  objectForText() {
    return { text: { secret: 4711 } }
  }

  @fastapiEndpoint({ responseModel: Note })
  listForNumber() {
    return { text: 'a', length: [4711] }
  }

  @fastapiEndpoint({ responseModel: User })
  async *wrongFirst() {
    try {
      yield { id: 'secret', mail: 'b@example.com' }
    } finally {
      stopped += 1
    }
  }

  @fastapiEndpoint({ responseModel: User })
  async *wrongLater() {
    yield ALICE
    yield { id: 'secret', mail: 'b@example.com' }
  }

  @fastapiEndpoint({ responseModel: User })
  neverMore() {
    const values = [ALICE]
    return {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise((resolve) => {
            const value = values.pop()
            if (value !== undefined) resolve({ done: false, value })
          }),
        return: async () => {
          stopped += 1
          return { done: true, value: undefined }
        },
      }),
    }
  }

  @UseInterceptor((_action: Action, value: object) => ({ ...value, id: 8, added: 'secret' }))
  @fastapiEndpoint({ responseModel: User })
  intercepted() {
    return ALICE
  }

  @fastapiEndpoint({ responseModel: User })
  response() {
    return Response.json({ as: 'it is' })
  }

  @fastapiEndpoint({ responseModel: User })
  bytes() {
    return Readable.from([Buffer.from('bytes')])
  }

  @fastapiEndpoint({ responseModel: User, statusCode: 201 })
  throughKoa(@Ctx() ctx: Context) {
    ctx.set('X-Seen', 'yes')
    return ALICE
  }
}

let stopped = 0

class Child extends Answers {
  override plain() {
    return { ...ALICE, id: 7 }
  }
}

const FILTERED = { id: 1, mail: 'a@example.com', home: { city: 'Rome' } }
const ROW = { id: 2, mail: 'row@example.com', others: [{ city: 'Rome' }, { city: 'Rome' }] }

for (const way of WAYS_IN) {
  describe(`responseModel, by ${way}`, () => {
    let started: Started
    let log: string[] = []

    before(async () => {
      const logger = pino({ level: 'error' }, { write: (line) => log.push(line) })
      started = await startRuntime({ way, handlers: [Answers], logger })
    })
    beforeEach(() => {
      log = []
    })
    after(() => started.close())

    const ask = (path: string, headers = {}) => fetch(`${started.origin}${path}`, { headers })
    const json = async (path: string) => (await ask(path)).json()

    it('lets out the properties that the class knows, inherited and nested ones too', async () => {
      expect(await json('/plain')).to.deep.equal(FILTERED)
    })

    it('reads any object by its properties, whatever its class and its toJSON', async () => {
      expect(await json('/instance')).to.deep.equal(ROW)
    })

    it('filters each element of an array', async () => {
      expect(await json('/list')).to.deep.equal([FILTERED, ROW])
    })

    it('keeps to what class-transformer is told of the way out, and to how values are written', async () => {
      const answer = await ask('/account')
      expect(await answer.text()).to.equal(
        '{"user_name":"al","since":"2025-01-02T03:04:05.000Z","balance":9007199254740993,"address":{"city":"Rome"},"greeting":"Hello al","share":"5%"}',
      )
    })

    it('filters members of a union by their tag or class, and writes the tag', async () => {
      expect(await json('/owner')).to.deep.equal({
        pets: [
          { lives: 9, kind: 'cat' },
          { bark: 'wuff', kind: 'dog' },
        ],
      })
    })

    for (const [path, problems] of [
      ['/wrong', ['mail: mail must be an email', 'home.city: city must be a string']],
      ['/wrong-element', ['[1].id: id must be an integer number']],
      ['/stranger', ["Owner.pets: it is none of the classes that 'kind' tells apart"]],
      ['/nothing', ['null is not an object of User']],
      ['/not-a-list', ['a object is not an array of User']],
      ['/object-for-text', ['Note.text: an object stands where its type has none']],
      ['/list-for-number', ['Note.length: an object stands where its type has none']],
      ['/wrong-first', ['id: id must be an integer number']],
    ] as const) {
      it(`answers 500 without a word of it where the model doesn't allow it: ${path}`, async () => {
        const answer = await ask(path)
        expect(answer.status).to.equal(500)
        expect(await answer.json()).to.deep.equal({ detail: 'Internal Server Error' })
        expect(log.join()).to.include(problems.join('; '))
        expect(log.join()).not.to.include('4711')
      })
    }

    it('leaves errors of the handler alone', async () => {
      const answer = await ask('/refused')
      expect(answer.status).to.equal(404)
      expect(await answer.json()).to.deep.equal({ detail: 'no such user' })
    })

    it('filters each value of a stream', async () => {
      const answer = await ask('/lines')
      expect(answer.headers.get('content-type')).to.equal('application/x-ndjson')
      expect(await answer.text()).to.equal(`${JSON.stringify(FILTERED)}\n${JSON.stringify(ROW)}\n`)
    })

    it('filters the data of events, and lets text pass', async () => {
      expect(await (await ask('/events')).text()).to.equal(
        `event: user\ndata: ${JSON.stringify(FILTERED)}\n\ndata: [DONE]\n\n`,
      )
    })

    it('takes nothing for an event in lines', async () => {
      const failure: unknown = await (await ask('/event-in-lines')).text().catch(String)
      expect(failure).to.equal('TypeError: terminated')
      const asked = await ask('/event-in-lines', { accept: 'text/event-stream' })
      expect(await asked.text()).to.include('id: 4711')
    })

    it('sends what writes itself as text where the type is text', async () => {
      const note = { text: 'id-1', at: '1970-01-01T00:00:00.000Z', length: 5 }
      expect(await json('/note')).to.deep.equal(note)
    })

    it('stops a generator whose value does not pass', async () => {
      const before = stopped
      await (await ask('/wrong-first')).text()
      expect(stopped).to.equal(before + 1)
    })

    it('stops an iterator that waits for its next value when the client leaves', async () => {
      const before = stopped
      const connection = openRawConnection(started.port)
      connection.socket.write(toRequestBytes({ target: '/never-more' }))
      while (!connection.received().includes('example.com')) await delay(5)
      connection.socket.destroy()
      await until(() => stopped === before + 1)
    })

    it('filters what interceptors make of a value', async () => {
      expect(await json('/intercepted')).to.deep.equal({ ...FILTERED, id: 8 })
    })

    it('breaks a stream off at the first value that does not pass', async () => {
      const failure: unknown = await ask('/wrong-later')
        .then((answer) => answer.text())
        .catch((error: unknown) => error)
      expect(failure).to.be.an.instanceof(Error)
      // A Koa application tells its own listeners of a stream that fails.
      if (way === 'own listener') expect(log.join()).to.include('id: id must be an integer number')
    })

    it('sends a Response and bytes as they are', async () => {
      expect(await json('/response')).to.deep.equal({ as: 'it is' })
      expect(await (await ask('/bytes')).text()).to.equal('bytes')
    })

    it('filters what a handler with Koa’s ctx returns', async () => {
      const answer = await ask('/through-koa')
      expect([answer.status, answer.headers.get('x-seen')]).to.deep.equal([201, 'yes'])
      expect(await answer.json()).to.deep.equal(FILTERED)
    })
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(5)
}

describe('responseModel', () => {
  it('is inherited with the endpoint', async () => {
    const started = await startRuntime({ handlers: [Child] })
    const answer = await fetch(`${started.origin}/plain`)
    expect(await answer.json()).to.deep.equal({ ...FILTERED, id: 7 })
    await started.close()
  })

  class Bare {
    name = 'no decorator'
  }
  class Blurred {
    @ValidateNested()
    pets: unknown
  }
  class Holder {
    @Matches(/x/)
    name!: string

    @Allow()
    bare!: Bare
  }
  const refused = [
    [Bare, 'no property of Bare, which its responseModel is made of, has a decorator'],
    [Holder, 'no property of Bare, which its responseModel is made of, has a decorator'],
    [[Blurred], 'Blurred.pets has @ValidateNested() but no @Type()'],
    [String, 'no property of String, which its responseModel is made of, has a decorator'],
  ] as const
  for (const [responseModel, message] of refused) {
    it(`refuses at load: ${message}`, async () => {
      class Wrong {
        @fastapiEndpoint({ responseModel: responseModel as never })
        hello() {}
      }
      const failure: unknown = await startRuntime({ handlers: [Wrong] }).catch(
        (error: unknown) => error,
      )
      expect(failure).to.be.an.instanceof(Error)
      expect((failure as Error).message).to.include(`Wrong.hello: ${message}`)
    })
  }
})
