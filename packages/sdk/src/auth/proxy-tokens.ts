import type { PrincipalReach } from './principal.js'
import type { ProxyCredentials } from './token-pair.js'

/** A proxy token whose secret was right. */
export interface VerifiedToken {
  readonly id: string
  readonly name: string
  readonly reach: PrincipalReach | undefined
}

/** Result of {@link ProxyTokens.verify}. Nothing but `invalid` is told before the secret is right. */
export type TokenVerification =
  | { readonly ok: true; readonly token: VerifiedToken }
  | { readonly ok: false; readonly reason: 'invalid' | 'expired' | 'disabled' }

/** Verifies proxy tokens. An unknown id costs the same work as a wrong secret. */
export interface ProxyTokens {
  verify(credentials: ProxyCredentials): TokenVerification
}
