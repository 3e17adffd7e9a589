import type { AuthError } from '../errors/auth-error.js'
import type { Principal } from './principal.js'
import type { ProxyTokens } from './proxy-tokens.js'
import type { RequestHeaders } from './request-headers.js'

/** The route that a scheme stands in front of. */
export interface GuardedRoute {
  readonly label: string
  readonly path: string
  readonly environment: string
}

/** What a scheme may look at. The body is not among it: a stranger's body is never read. */
export interface SchemeRequest {
  readonly headers: RequestHeaders
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The client's address. */
  readonly address: string
  readonly route: GuardedRoute
}

/** Settings of the server that schemes depend on. */
export interface SchemeSettings {
  /** Whether `Proxy-Authorization` counts as a credential. */
  readonly legacyProxyAuthorization: 'accept' | 'reject'
}

/** What the runtime gives to a scheme. */
export interface SchemeServices {
  readonly tokens: ProxyTokens
  readonly settings: SchemeSettings
}

/** The request carried a good credential. */
export interface Authenticated {
  readonly ok: true
  readonly principal: Principal
  /** Added to the answer, whatever it will be. */
  readonly headers?: Readonly<Record<string, string>>
  /** Logged once for each principal. */
  readonly warning?: string
}

/** The request carried a credential of this scheme that isn't good. */
export interface Rejected {
  readonly ok: false
  readonly error: AuthError
}

/** A scheme's finding; `undefined` says "no credential of mine: ask the next scheme". */
export type SchemeAnswer = Authenticated | Rejected | undefined

/**
 * A way to find out who calls. Data and a function: it reads credentials and answers.
 *
 * An error with the code `invalid_credentials` counts as a wrong secret for the server's throttling.
 */
export interface Scheme {
  /** Short name, such as `proxy`; goes to the log and the API description. */
  readonly name: string
  /** Value of `WWW-Authenticate` on a 401, such as `Bearer realm="proxy"` (RFC 9110, 11.6.1). */
  readonly challenge: string
  /** Answers without a promise where nothing has to be waited for. */
  authenticate(
    request: SchemeRequest,
    services: SchemeServices,
  ): SchemeAnswer | Promise<SchemeAnswer>
  /** The error where no scheme found a credential. Defaults to a plain 401. */
  missing?(): AuthError
}
