import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect } from 'chai'

import { REPOSITORY } from '../support/repository.js'
import { describeMethods } from './describe-every-type.js'
import { EveryType } from './every-type.js'

type Description = Readonly<Record<'name' | 'in' | 'type', string> & { required: boolean }>

const run = promisify(execFile)

describe('readParameters, with what each emitter gives', () => {
  it('reads the same from tsc and from oxc', async () => {
    const fromTsc = await describeMethods(EveryType)
    expect(await describeWithOxc()).to.deep.equal(fromTsc)
  })

  const rows: readonly (readonly [method: string, ...parameters: string[]])[] = [
    [
      'scalars',
      'x: number in query',
      'flag: boolean in query',
      'when: date in query',
      'q: string in query',
      'big: bigint in query',
    ],
    [
      'defaults',
      'x?: number in query',
      'q?: string in query',
      'loud?: boolean in query',
      'y?: number in query',
      'minus?: number in query',
      'big?: bigint in query',
      'day?: date in query',
    ],
    ['templates', 'q?: string in query', 'plus?: number in query'],
    [
      'questionMarks',
      'q: string in query',
      'x: number in query',
      'flag: boolean in query',
      'order: Order in query',
    ],
    ['unions', 'direction: string in query', 'step: number in query'],
    ['inPath', 'id: number in path', 'name: string in path', 'order: Order in body'],
    ['body', 'order: Order in body'],
    ['optionalBody', 'order?: Order in body'],
    ['importedBody', 'customer: Customer in body'],
    ['exposedBody', 'exposed: Exposed in body'],
    ['queryObject', 'order: Order in query', 'dry?: boolean in query'],
    [
      'decoratedUnions',
      'q?: string in query',
      'direction?: string in query',
      'limit?: number in query',
      'page?: number in query',
    ],
    ['arrays', 'tags?: string[] in query', 'ids?: number[] in query', 'levels?: number[] in query'],
    ['enums', 'color?: string in query', 'level: number in query'],
    [
      'explicit',
      'id: number in path',
      'q?: string in query',
      'X-Trace: string in header',
      'session?: string in cookie',
      'caller?: caller-token in runtime',
      'context?: koa-context in runtime',
      'user?: state in runtime',
    ],
    ['explicitBody', 'body: Order in body', 'query?: query-params in runtime'],
    ['bodyArray', 'orders: Order[] in body'],
    ['bytes', 'data: Buffer in body'],
    ['stream', 'data: Readable in body'],
    ['webStream', 'data: ReadableStream in body'],
    ['text', 'note: string in body'],
    ['unchecked', 'body: any in body'],
    [
      'bodyFields',
      'name: string in body',
      'count?: number in body',
      'order?: Order in body',
      'tags: string[] in body',
    ],
    ['quoted-name', 'limit?: number in query'],
  ]

  for (const [method, ...parameters] of rows) {
    it(`binds ${method}`, async () => {
      const described = (await describeMethods(EveryType)) as Record<string, Description[]>
      expect(described[method]?.map(toText)).to.deep.equal(parameters)
    })
  }

  it('has a row for every method of the fixture', async () => {
    expect(rows.map(([method]) => method)).to.have.members(
      Object.keys((await describeMethods(EveryType)) as object),
    )
  })
})

async function describeWithOxc(): Promise<unknown> {
  const script = join(REPOSITORY, 'test/binding/print-every-type.ts')
  const { stdout } = await run(process.execPath, ['--import', '@oxc-node/core/register', script], {
    cwd: REPOSITORY,
    env: { ...process.env, TS_NODE_PROJECT: 'test/tsconfig.json' },
  })
  return JSON.parse(stdout) as unknown
}

function toText({ name, in: from, type, required }: Description): string {
  return `${name}${required ? '' : '?'}: ${type} in ${from}`
}
