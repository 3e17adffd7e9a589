import { once } from 'node:events'
import { Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'

import { expect } from 'chai'

import { ValueStream } from './value-stream.js'

const MANY = 100_000

describe('ValueStream', () => {
  it('sends texts that come without waiting in few chunks, all of them and in order', async () => {
    const chunks: string[] = []
    for await (const chunk of streamOf(countTo(MANY)).setEncoding('utf8')) chunks.push(chunk)
    const lines = chunks.join('').trimEnd().split('\n')
    expect(lines).to.deep.equal(Array.from({ length: MANY }, (_, index) => String(index)))
    expect(chunks.length).to.be.lessThan(MANY / 100)
  })

  it('sends what is there when the next value has to be waited for', async () => {
    const stream = streamOf(waitAfter('first', 'second')).setEncoding('utf8')
    const [chunk] = await once(stream, 'data')
    expect(chunk).to.equal('first\nsecond\n')
    stream.destroy()
  })

  it('lets others have their turn, however fast handler and client are', async () => {
    let asked = 0
    const stream = streamOf(countTo(MANY, () => (asked += 1)))
    const fast = new Writable({ write: (_chunk, _encoding, done) => done() })
    stream.pipe(fast)
    await nextTurn()
    await nextTurn()
    expect(asked).to.be.within(1, MANY / 2)
    await once(fast, 'finish')
    expect(asked).to.equal(MANY)
  })

  it('asks for no more than there is room for', async () => {
    let asked = 0
    const stream = streamOf(countTo(MANY, () => (asked += 1)))
    stream.read(0)
    for (let turn = 0; turn < 10; turn += 1) await nextTurn()
    expect(asked).to.be.within(1, stream.readableHighWaterMark)
    stream.destroy()
  })

  it('sends empty texts and bytes by going on', async () => {
    async function* values(): AsyncGenerator<string | Uint8Array> {
      yield ''
      yield new Uint8Array(0)
      yield Buffer.from('a')
      yield ''
      yield 'b'
      yield Buffer.from('c')
    }
    const stream = streamOf(values(), (value) => value as string | Uint8Array).setEncoding('utf8')
    let text = ''
    for await (const chunk of stream) text += chunk
    expect(text).to.equal('abc')
  })

  it('stops the iterator where a value of it can not be written, after what came before', async () => {
    let stopped = false
    const write = (value: unknown): string => {
      if (value === 2) throw new TypeError('no')
      return String(value)
    }
    const stream = streamOf(
      countTo(MANY, undefined, () => (stopped = true)),
      write,
    ).setEncoding('utf8')
    let text = ''
    stream.on('data', (chunk: string) => (text += chunk))
    const [error] = await once(stream, 'error')
    expect(error).to.be.instanceOf(TypeError)
    expect([text, stopped]).to.deep.equal(['01', true])
  })
})

function streamOf(
  values: AsyncGenerator<unknown>,
  write: (value: unknown) => string | Uint8Array = (value) => `${String(value)}\n`,
): ValueStream {
  return new ValueStream({ iterator: values, first: values.next(), write })
}

async function* countTo(
  end: number,
  onValue?: () => void,
  onStop?: () => void,
): AsyncGenerator<number> {
  try {
    for (let value = 0; value < end; value += 1) {
      onValue?.()
      yield value
    }
  } finally {
    onStop?.()
  }
}

async function* waitAfter(...values: readonly string[]): AsyncGenerator<string> {
  yield* values
  await new Promise(() => undefined)
}
