import type { Scheme } from '../auth/scheme.js'

/** What a declaration says about who may call. */
export type Protection =
  /** Nothing was said. */
  | { readonly kind: 'unstated' }
  /** `requiresProxyAuth: false`: open, replacing what a parent or the class says. */
  | { readonly kind: 'unprotected' }
  /** `public: true` or `@publicEndpoint()`: being open is meant. */
  | { readonly kind: 'public' }
  /** Only for whom one of the schemes admits. */
  | { readonly kind: 'protected'; readonly schemes: readonly Scheme[] }

/** Nothing was said. */
export const UNSTATED: Protection = Object.freeze({ kind: 'unstated' })
