import { RequestError } from '../server/request-error.js'

/**
 * Lets at most `max` calls run at once and as many again wait, in order.
 *
 * @param afterwards what goes on behind the result of a call, which keeps its place until it has
 *   ended, however; `undefined` where nothing does.
 * The call rejects with a RequestError `overloaded` (503) where both are full.
 */
export function limitConcurrency<A, T>(
  max: number,
  call: (argument: A) => T | Promise<T>,
  afterwards: (argument: A, result: T) => Promise<void> | undefined,
): (argument: A) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0

  async function enter(): Promise<void> {
    if (running < max) {
      running += 1
      return
    }
    if (waiting.length >= max) throw overloaded()
    await new Promise<void>((start) => waiting.push(start))
  }

  /** The place goes on to the next in line, so that nobody who comes in between can take it. */
  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return async function limited(argument) {
    await enter()
    let going: Promise<void> | undefined
    try {
      const result = await call(argument)
      going = afterwards(argument, result)
      return result
    } finally {
      if (going === undefined) leave()
      else void going.then(leave, leave)
    }
  }
}

function overloaded(): RequestError {
  return new RequestError('overloaded', 'too many requests at once', { 'Retry-After': '1' })
}
