import { expect } from 'chai'

import { startRuntime, WAYS_IN } from '../support/start-runtime.js'
import { README_APPS } from './readme-apps.js'
import type { ReadmeApp, ReadmeCase } from './readme-case.js'
import { startTheirs } from './start-theirs.js'

for (const way of WAYS_IN) {
  for (const app of README_APPS) {
    describe(`the README of routing-controllers, ${app.name} (${way})`, () => {
      let ours: Awaited<ReturnType<typeof startRuntime>>
      let theirs: Awaited<ReturnType<typeof startTheirs>>

      before(async () => {
        ours = await startOurs(app, way)
        theirs = await startTheirs(app)
      })

      after(async () => {
        await ours.close()
        await theirs.close()
      })

      for (const each of app.cases) {
        const { section, send, status } = each
        it(`${section}: ${send} is ${status}, as on its own Koa driver`, async () => {
          const answer = await ask(ours.origin, each)
          assertAsSaid(answer, each)
          expect(answer).to.deep.equal(await ask(theirs.origin, each))
        })
      }
    })
  }
}

function startOurs({ handlers, options, use = [], early = [] }: ReadmeApp, way: Way) {
  return startRuntime({
    ...{ handlers, way },
    use: [...early.map((each) => ({ use: each, before: 'guards' as const })), ...use],
    // Those of other tests would run as well.
    controllers: { middlewares: [], interceptors: [], ...options },
  })
}

type Way = (typeof WAYS_IN)[number]

/** What of an answer the two are compared by. */
interface ReadmeAnswer {
  readonly status: number
  readonly text: string
  readonly fields: Readonly<Record<string, string | null>>
}

const FIELDS = [
  ...['content-type', 'content-length', 'location', 'cache-control', 'x-seen', 'x-visits'],
  ...['x-configured', 'access-control-allow-origin', 'access-control-allow-methods'],
]

async function ask(origin: string, { send, headers, body }: ReadmeCase): Promise<ReadmeAnswer> {
  const [method = '', path = ''] = send.split(' ')
  const isJson = typeof body === 'object' && !(body instanceof FormData)
  const response = await fetch(origin + path, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(isJson && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: isJson ? JSON.stringify(body) : body }),
  })
  const fields = Object.fromEntries(FIELDS.map((name) => [name, response.headers.get(name)]))
  return { status: response.status, text: await response.text(), fields }
}

function assertAsSaid({ status, text, fields }: ReadmeAnswer, said: ReadmeCase): void {
  expect(status, text).to.equal(said.status)
  expect(fields).to.include(said.fields ?? {})
  if (said.answer === undefined) return
  expect(typeof said.answer === 'string' ? text : JSON.parse(text)).to.deep.equal(said.answer)
}
