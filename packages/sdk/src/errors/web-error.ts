/** Every code this SDK's errors carry, so that callers can `switch` on `error.code`. */
export type WebErrorCode =
  | 'invalid_endpoint'
  | 'missing_credentials'
  | 'invalid_credentials'
  | 'token_expired'
  | 'token_disabled'
  | 'environment_not_allowed'
  | 'endpoint_not_allowed'
  | 'address_not_allowed'
  | 'rate_limited'
  | 'too_many_attempts'
  | 'unavailable'

/** Base of every error this SDK throws: a stable code and the HTTP status it maps to. */
export abstract class WebError extends Error {
  abstract readonly code: WebErrorCode
  /** HTTP status of the answer. */
  abstract readonly status: number
  /** Response headers that belong to the answer. */
  readonly headers: Readonly<Record<string, string | readonly string[]>> = {}

  /** Whether `message` may be sent to the client. Koa's own error handler reads this too. */
  get expose(): boolean {
    return this.status < 500
  }

  override get name(): string {
    return this.constructor.name
  }
}
