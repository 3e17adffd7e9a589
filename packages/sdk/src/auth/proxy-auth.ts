import { AuthError } from '../errors/auth-error.js'
import { type ProxyCarrier, readProxyCredentials } from './proxy-credentials.js'
import type { TokenVerification } from './proxy-tokens.js'
import type { Authenticated, Rejected, Scheme } from './scheme.js'

/** `Proxy-Authorization` is deprecated since 2026-01-01 (RFC 9745). */
const DEPRECATION = {
  Deprecation: '@1767225600',
  Link: '<https://modal.com/docs/guide/webhook-proxy-auth>; rel="deprecation"; type="text/html"',
}

const SCHEME: Scheme = Object.freeze({
  name: 'proxy',
  challenge: 'Bearer realm="proxy"',
  missing: () =>
    new AuthError('missing_credentials', 'missing credentials for proxy authorization'),
  authenticate({ headers }, { tokens, settings }) {
    const carried = readProxyCredentials(headers, settings.legacyProxyAuthorization)
    if (carried === undefined || carried.form === 'half') return undefined
    if (carried.form === 'malformed') return invalid(carried.carrier)
    return answer(carried.carrier, tokens.verify(carried.credentials))
  },
} satisfies Scheme)

/** Lets a request through only with a live proxy token (`Modal-Key` and `Modal-Secret`). */
export function proxyAuth(): Scheme {
  return SCHEME
}

function answer(carrier: ProxyCarrier, verification: TokenVerification): Authenticated | Rejected {
  if (!verification.ok) return refusal(carrier, verification.reason)

  const { id, name, reach } = verification.token
  const principal = { scheme: 'proxy', id, name, reach }
  return carrier === 'proxy-authorization'
    ? {
        ok: true,
        principal,
        headers: DEPRECATION,
        warning: 'sends the deprecated Proxy-Authorization header',
      }
    : { ok: true, principal }
}

function refusal(carrier: ProxyCarrier, reason: 'invalid' | 'expired' | 'disabled'): Rejected {
  switch (reason) {
    case 'invalid':
      return invalid(carrier)
    case 'expired':
      return { ok: false, error: new AuthError('token_expired', 'proxy token has expired') }
    case 'disabled':
      return { ok: false, error: new AuthError('token_disabled', 'proxy token is disabled') }
  }
}

function invalid(carrier: ProxyCarrier): Rejected {
  const message = 'invalid credentials for proxy authorization'
  const error =
    carrier === 'proxy-authorization'
      ? new AuthError('invalid_credentials', message, {
          status: 407,
          headers: { 'Proxy-Authenticate': 'Basic realm="proxy"' },
        })
      : new AuthError('invalid_credentials', message)
  return { ok: false, error }
}
