import { createRuntime, type Runtime } from '@portico/runtime'
import { Body, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Allow } from 'class-validator'

const MIB = 1024 * 1024
const LIMIT = 50 * MIB

class Anything {
  @Allow()
  lists?: string[][]

  @Allow()
  text?: string
}

class Handlers {
  @fastapiEndpoint({ method: 'POST', public: true, maxBodyBytes: LIMIT })
  large(@Body() { lists = [], text = '' }: Anything) {
    return [lists.length, lists.at(-1)?.at(-1)?.length ?? 0, text.length]
  }
}

/** 10,000 texts of 100 characters. */
const LIST = `[${Array(10_000)
  .fill(`"${'x'.repeat(100)}"`)
  .join()}]`

describe('an endpoint that takes bodies of 50 MiB', function () {
  this.timeout(60_000)
  let runtime: Runtime
  let origin: string

  before(async () => {
    runtime = await createRuntime({ handlers: [Handlers], store: 'sqlite::memory:' })
    const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
    origin = `http://127.0.0.1:${port}`
  })

  after(() => runtime.close())

  async function send(body: string) {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${origin}/large`, { method: 'POST', headers, body })
    const answer = (await response.json()) as { readonly detail: readonly { type: string }[] }
    return { status: response.status, answer }
  }

  const lists = (count: number) => `{"lists":[${Array(count).fill(LIST).join()}]}`
  const full = Math.floor(LIMIT / (LIST.length + 1))

  it('takes as much in many values', async () => {
    expect(await send(lists(full))).to.deep.equal({ status: 200, answer: [full, 100, 0] })
  })

  it('takes as much in one text, to the last byte', async () => {
    const length = LIMIT - '{"text":""}'.length
    const taken = await send(`{"text":"${'x'.repeat(length)}"}`)
    expect(taken).to.deep.equal({ status: 200, answer: [0, 0, length] })
    expect((await send(`{"text":"${'x'.repeat(length + 1)}"}`)).status).to.equal(413)
  })

  const refused: readonly (readonly [what: string, body: string, type: string])[] = [
    ['that is no JSON at its end', lists(full).slice(0, -1), 'json_invalid'],
    ['of brackets', '['.repeat(LIMIT), 'too_complex'],
    [
      'with an element too many at its end',
      `${lists(full - 1).slice(0, -2)},[${'0,'.repeat(10_000)}0]]}`,
      'too_complex',
    ],
    ['of one text that nothing closes', `{"text":"${'\\n'.repeat(LIMIT / 2 - 10)}`, 'json_invalid'],
  ]
  for (const [what, body, type] of refused) {
    it(`refuses one ${what}, and goes on`, async () => {
      const { status, answer } = await send(body)
      expect(status).to.equal(422)
      expect(answer.detail[0]).to.include({ type })
      expect((await send('{"text":"x"}')).status).to.equal(200)
    })
  }
})
