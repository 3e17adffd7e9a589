import { RequestError } from '../server/request-error.js'

/**
 * Gives up on a call after a while. What it does by then goes on, but nobody waits for it.
 *
 * @param discard takes a result that came too late.
 * @throws RequestError `timeout` (504) where no answer came within `timeoutMs`.
 */
export function limitTime<A, T>(
  timeoutMs: number,
  call: (argument: A) => T | Promise<T>,
  discard: (late: T) => void,
): (argument: A) => T | Promise<T> {
  return function timed(argument) {
    const result = call(argument)
    return result instanceof Promise ? withTimeout(result, timeoutMs, discard) : result
  }
}

function withTimeout<T>(
  result: Promise<T>,
  timeoutMs: number,
  discard: (late: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      result.then(discard, () => undefined)
      reject(new RequestError('timeout', `the handler did not answer within ${timeoutMs} ms`))
    }, timeoutMs)
    result.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
