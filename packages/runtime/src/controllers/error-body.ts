import type { HttpError } from '@portico/sdk'

const STACK_TRACE = /\n\s+at /

/** The members of an error that has no message, which routing-controllers sends in place of a text. */
export function toErrorMembers(error: HttpError): object {
  return withoutStacks({ ...error })
}

/**
 * A copy of a JSON answer without stack traces: errors of other libraries bring theirs in `toJSON`.
 *
 * @throws TypeError where it is circular.
 */
export function withoutStacks<T>(body: T): T {
  return JSON.parse(
    JSON.stringify(body, (_key, value: unknown) =>
      typeof value === 'string' && STACK_TRACE.test(value) ? undefined : value,
    ),
  )
}
