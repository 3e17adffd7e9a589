import { RequestError } from '../server/request-error.js'

/** What happens to a call that takes too long. */
export interface Lateness<A, T> {
  /** Told that nobody waits for the call any more. */
  readonly giveUp: (argument: A, reason: Error) => void
  /** Takes a result that came too late. */
  readonly discard: (late: T) => void
}

/**
 * Gives up on a call after a while. What it does by then goes on, but nobody waits for it.
 *
 * @throws RequestError `timeout` (504) where no answer came within `timeoutMs`.
 */
export function limitTime<A, T>(
  timeoutMs: number,
  call: (argument: A) => T | Promise<T>,
  { giveUp, discard }: Lateness<A, T>,
): (argument: A) => T | Promise<T> {
  return function timed(argument) {
    const result = call(argument)
    if (!(result instanceof Promise)) return result
    return withTimeout(result, timeoutMs, (reason) => {
      result.then(discard, () => undefined)
      giveUp(argument, reason)
    })
  }
}

function withTimeout<T>(
  result: Promise<T>,
  timeoutMs: number,
  onTimeout: (reason: Error) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const reason = new RequestError(
        'timeout',
        `the handler did not answer within ${timeoutMs} ms`,
      )
      // First, since a call that gives up at once is not to be answered in its own words.
      reject(reason)
      onTimeout(reason)
    }, timeoutMs)
    result.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
