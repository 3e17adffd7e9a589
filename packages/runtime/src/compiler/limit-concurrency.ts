import { RequestError } from '../server/request-error.js'

/**
 * Lets at most `max` calls run at once and as many again wait, in order.
 *
 * @throws RequestError `overloaded` (503) where both are full.
 */
export function limitConcurrency<A, T>(
  max: number,
  call: (argument: A) => T | Promise<T>,
): (argument: A) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []

  return async function limited(argument) {
    if (running >= max) {
      if (waiting.length >= max) throw overloaded()
      await new Promise<void>((start) => waiting.push(start))
    }
    running += 1
    try {
      return await call(argument)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

function overloaded(): RequestError {
  return new RequestError('overloaded', 'too many requests at once', { 'Retry-After': '1' })
}
