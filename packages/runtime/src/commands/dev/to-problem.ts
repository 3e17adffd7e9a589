import { AppLoadError } from '../../loader/app-load-error.js'
import { findUserFrame } from '../../loader/user-frame.js'
import type { Problem } from './messages.js'

/**
 * Says why an app doesn't run.
 *
 * @param what comes before the message of an error that is the app's own, such as `an @enter method
 *   threw`.
 */
export function toProblem(error: unknown, what?: string): Problem {
  const stack = stackOf(error)
  if (error instanceof AppLoadError) return { message: error.summary, place: error.place, stack }

  const message = error instanceof Error ? error.message || error.name : String(error)
  const cause = error instanceof Error ? error.cause : undefined
  return {
    message: what === undefined ? message : `${what}: ${firstLine(message)}`,
    place: findUserFrame(error) ?? findUserFrame(cause),
    stack,
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? error.message
  return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`
}
