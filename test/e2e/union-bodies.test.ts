import { Body, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { IsInt, IsString } from 'class-validator'

import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

class Cat {
  @IsInt()
  lives!: number
}

class Dog {
  @IsString()
  bark!: string
}

const PETS = {
  property: 'kind',
  subTypes: [
    { value: Cat, name: 'cat' },
    { value: Dog, name: 'dog' },
  ],
}

class Pets {
  @fastapiEndpoint({ method: 'POST' })
  feed(@Body({ discriminator: PETS }) pets: (Cat | Dog)[]) {
    return pets.map((pet) => (pet instanceof Cat ? pet.lives : pet.bark))
  }

  @fastapiEndpoint({ method: 'POST', requiresProxyAuth: true })
  sum(@Body({ type: Number }) terms: number[]) {
    return terms.reduce((sum, term) => sum + term, 0)
  }
}

for (const way of WAYS_IN) {
  describe(`Bodies that are arrays and unions, by ${way}`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ way, handlers: [Pets] })
    })
    after(() => started.close())

    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${started.origin}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })

    it('reach the handler as instances and numbers', async () => {
      const pets = await post('/feed', [
        { kind: 'cat', lives: 9 },
        { kind: 'dog', bark: 'w' },
      ])
      expect(await pets.json()).to.deep.equal([9, 'w'])
      expect(await (await post('/sum', [1, 2.5], { ...(await started.token()) })).json()).to.equal(
        3.5,
      )
      expect((await post('/sum', [1, 2.5])).status).to.equal(401)
    })

    it('are refused with the class on the way, which no pointer has', async () => {
      const wrong = [{ kind: 'cat', lives: 'x' }, { kind: 'cow' }]
      const plain = await post('/feed', wrong)
      expect(plain.status).to.equal(422)
      const { detail } = (await plain.json()) as { detail: readonly { loc: unknown }[] }
      expect(detail.map(({ loc }) => loc)).to.deep.equal([
        ['body', 0, 'cat', 'lives'],
        ['body', 1],
      ])
      const problem = await post('/feed', wrong, { Accept: 'application/problem+json' })
      const { errors } = (await problem.json()) as { errors: readonly { pointer: string }[] }
      expect(errors.map(({ pointer }) => pointer)).to.deep.equal(['#/0/lives', '#/1'])
    })

    it('may hold too much, and are refused then', async () => {
      const answer = await post('/sum', Array(10_001).fill(1), { ...(await started.token()) })
      expect(await answer.text()).to.contain('too_complex')
    })
  })
}
