import { HttpError, WebError } from '@portico/sdk'

/**
 * The error as one that a client may see, or `undefined` where it isn't meant for clients.
 *
 * Meant for clients are routing-controllers' `HttpError`s and what says so itself (`expose`), such as
 * the errors of `ctx.throw(404)`. A bare `status` says nothing: HTTP clients put the status of
 * somebody else's answer there.
 */
export function toAnswerableError(error: unknown): HttpError | undefined {
  // A guard's refusal, or a limit's: the server answers it, the same way at every endpoint.
  if (!(error instanceof Error) || error instanceof WebError) return undefined
  if (error instanceof HttpError) return isStatus(error.httpCode) ? error : undefined
  const status = statusOf(error)
  return status === undefined
    ? undefined
    : Object.assign(new HttpError(status, error.message), { name: error.name })
}

function statusOf(error: Error): number | undefined {
  // Another copy of routing-controllers, in a user's own node_modules.
  if ('httpCode' in error && isStatus(error.httpCode)) return error.httpCode
  const exposed = 'expose' in error && error.expose === true
  return exposed && 'status' in error && isStatus(error.status) && error.status < 500
    ? error.status
    : undefined
}

function isStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value <= 599
}
