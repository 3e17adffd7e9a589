import { AuthError } from '@portico/sdk'

import type { FailureThrottle } from './failure-throttle.js'

/** Counts a wrong secret; returns the error to answer with where its address has sent too many. */
export function countFailure(failures: FailureThrottle, address: string): AuthError | undefined {
  const waitSeconds = failures.record(address)
  if (waitSeconds === undefined) return undefined
  return new AuthError('too_many_attempts', 'too many failed attempts', {
    headers: { 'Retry-After': String(waitSeconds) },
  })
}
