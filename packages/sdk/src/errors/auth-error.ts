import { WebError, type WebErrorCode } from './web-error.js'

/** Why a guard turned a request away. */
export type AuthErrorCode = Exclude<WebErrorCode, 'invalid_endpoint'>

const STATUS: Readonly<Record<AuthErrorCode, number>> = {
  missing_credentials: 401,
  invalid_credentials: 401,
  token_expired: 401,
  token_disabled: 401,
  environment_not_allowed: 403,
  endpoint_not_allowed: 403,
  address_not_allowed: 403,
  rate_limited: 429,
  too_many_attempts: 429,
  unavailable: 503,
}

/** Options of {@link AuthError}. */
export interface AuthErrorOptions {
  /** HTTP status. Defaults to the usual one of the code, such as 401 for `missing_credentials`. */
  readonly status?: number
  /** More response headers, such as `Retry-After` in seconds. Defaults to none. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

/**
 * Turns a request away. A scheme returns one as `{ ok: false, error }`; the guard adds
 * `WWW-Authenticate` to a 401 and the runtime writes the answer, as text or problem+json.
 */
export class AuthError extends WebError {
  readonly code: AuthErrorCode
  readonly status: number
  override readonly headers: Readonly<Record<string, string | readonly string[]>>

  constructor(code: AuthErrorCode, message: string, options: AuthErrorOptions = {}) {
    super(message)
    const { status = STATUS[code], headers = {} } = options
    this.code = code
    this.status = status
    this.headers = headers
  }

  // A stranger's request makes one of these: collecting a stack would cost more than the guard.
  static {
    Object.defineProperty(this.prototype, 'stack', { value: undefined, writable: true })
  }
}
