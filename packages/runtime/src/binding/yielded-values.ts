import { finished } from 'node:stream'

import type { Exchange } from '../server/exchange.js'
import { type Failure, createPatience } from './patience.js'

/** How long values are kept for a call that goes on behind its answer, such as one that was too slow. */
const PATIENCE_MS = 30_000

/**
 * Takes values out of generators, and lets these go on when the answer has gone out and the call is
 * over: until then it may use them. Where the call failed, its error is thrown into them.
 */
export interface YieldedValues {
  /** What a generator yields first; any other result is the value itself. */
  valueOf(exchange: Exchange, result: unknown): Promise<unknown>
  /** Says which call the values of a request are for. */
  keepFor(exchange: Exchange, call: Promise<unknown>): void
  /** Waits for no call any more. Resolves when nothing runs behind answers that were given. */
  settled(): Promise<void>
}

/** Makes a {@link YieldedValues}; `onError` is told what is thrown behind an answer. */
export function createYieldedValues(onError: (error: unknown) => void): YieldedValues {
  const open = new WeakMap<Exchange, Generators>()
  const calls = new WeakMap<Exchange, Promise<unknown>>()
  const ending = new Set<Promise<void>>()
  const patience = createPatience(PATIENCE_MS)

  function endLater(exchange: Exchange, generator: Generators[number]): void {
    const generators = open.get(exchange)
    if (generators !== undefined) {
      generators.push(generator)
      return
    }
    const first = [generator]
    open.set(exchange, first)
    finished(exchange.res, () => {
      open.delete(exchange)
      const end = patience
        .over(calls.get(exchange))
        .then((failure) => endAll(first, failure, onError))
        .finally(() => ending.delete(end))
      ending.add(end)
    })
  }

  return {
    async valueOf(exchange, result) {
      if (!isGenerator(result)) return result
      const { value, done } = await result.next()
      if (done !== true) endLater(exchange, result)
      return value
    },
    keepFor(exchange, call) {
      calls.set(exchange, call)
      call.catch(() => undefined)
    },
    async settled() {
      // An answer's end is told of a turn after it: by then everything that has to end is known.
      await new Promise((resolve) => setImmediate(resolve))
      patience.lose()
      await Promise.all(ending)
    },
  }
}

type Generators = (AsyncGenerator | Generator)[]

/** The last one that began ends first: it may use what the others gave. */
async function endAll(
  generators: Generators,
  failure: Failure | undefined,
  onError: (error: unknown) => void,
): Promise<void> {
  for (const generator of generators.toReversed()) {
    try {
      await end(generator, failure)
    } catch (error) {
      // The call's own failure is told with its answer.
      if (error !== failure?.error) onError(error)
    }
  }
}

/** A failure is thrown at `yield`, so that nothing behind it takes the call for a success. */
async function end(generator: Generators[number], failure: Failure | undefined): Promise<void> {
  const { done } = await (failure === undefined ? generator.next() : generator.throw(failure.error))
  if (done === true) return
  await generator.return(undefined)
  throw new TypeError('a dependency yields more than once: only its first value is used')
}

function isGenerator(value: unknown): value is Generators[number] {
  const tag = Object.prototype.toString.call(value)
  return tag === '[object AsyncGenerator]' || tag === '[object Generator]'
}
