import { Readable } from 'node:stream'

import type { Outcome } from './answer.js'

/** Lets go of a body that nobody will send, and of what it holds open. */
export function discardBody(outcome: Outcome): void {
  if (outcome.kind !== 'answer') return
  ignoreErrors(outcome.body)
  if (outcome.body instanceof Readable) outcome.body.destroy()
}

/**
 * Keeps a stream that may never be read from ending the process when it fails: such is an error that
 * nobody listens to. Does nothing to any other body.
 */
export function ignoreErrors(body: unknown): void {
  if (body instanceof Readable) body.on('error', () => undefined)
}
