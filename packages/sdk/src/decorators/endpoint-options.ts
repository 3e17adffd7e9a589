import { proxyAuth } from '../auth/proxy-auth.js'
import type { Scheme } from '../auth/scheme.js'
import type { CorsOption, CorsPolicy } from '../endpoints/cors-policy.js'
import { isLabel } from '../endpoints/label.js'
import { type Protection, UNSTATED } from '../endpoints/protection.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertBoolean } from './assert-options.js'

/** Who may call, as every web decorator takes it. */
export interface ProtectionOptions {
  /** Reject requests without a valid proxy token. Short for `auth: proxyAuth()`. Defaults to `false`. */
  readonly requiresProxyAuth?: boolean
  /** The scheme, or schemes asked in order, of which one must admit. Defaults to none. */
  readonly auth?: Scheme | readonly Scheme[]
  /** Says that being open is meant. Defaults to `false`. */
  readonly public?: boolean
}

/** Where an endpoint answers, as every web decorator takes it. */
export interface AddressOptions {
  /** Path template such as `/users/:id`. Defaults to the method's name in kebab-case. */
  readonly path?: string
  /** Last part of the endpoint's host name. Defaults to the app's, class's and method's names. */
  readonly label?: string
  /** Hosts at which the endpoint alone answers, at `/`. Defaults to none. */
  readonly customDomains?: readonly string[]
}

/** @throws InvalidEndpointError where two options say different things about who may call. */
export function toProtection(options: ProtectionOptions): Protection {
  const { requiresProxyAuth, auth, public: isPublic = false } = options
  assertBoolean('requiresProxyAuth', requiresProxyAuth)
  assertBoolean('public', isPublic)
  const schemes = auth === undefined ? undefined : [auth].flat()
  if (requiresProxyAuth !== undefined && schemes !== undefined) {
    throw new InvalidEndpointError(
      'requiresProxyAuth and auth say the same thing: write auth: [proxyAuth(), …] alone',
    )
  }
  if (isPublic && (requiresProxyAuth === true || schemes !== undefined)) {
    throw new InvalidEndpointError('public: true contradicts requiresProxyAuth and auth: keep one')
  }
  assertStated(options, ['requiresProxyAuth', 'auth', 'public'])
  if (schemes !== undefined) return { kind: 'protected', schemes: assertSchemes(schemes) }
  if (isPublic) return { kind: 'public' }
  if (requiresProxyAuth === undefined) return UNSTATED
  return requiresProxyAuth ? { kind: 'protected', schemes: [proxyAuth()] } : { kind: 'unprotected' }
}

/** Catches `requiresProxyAuth: config.protekt`, which would be open because of a typing error. */
function assertStated(
  options: ProtectionOptions,
  names: readonly (keyof ProtectionOptions)[],
): void {
  const unstated = names.find((name) => name in options && options[name] === undefined)
  if (unstated === undefined) return
  throw new InvalidEndpointError(
    `${unstated} is undefined, so that nobody can tell whether the endpoint is meant to be open: give it a value or leave it out`,
  )
}

/** @throws InvalidEndpointError where a host or label can't be one. */
export function assertAddress({ path, label, customDomains }: AddressOptions): void {
  if (path !== undefined && (typeof path !== 'string' || !path.startsWith('/'))) {
    throw new InvalidEndpointError(`path must start with a slash, such as '/${String(path)}'`)
  }
  if (label !== undefined && (typeof label !== 'string' || !isLabel(label))) {
    throw new InvalidEndpointError(
      `label '${label}' must be 1 to 63 of a-z, 0-9 and -, not start or end with -, and not be a number`,
    )
  }
  if (customDomains !== undefined && !Array.isArray(customDomains)) {
    throw new InvalidEndpointError(
      `customDomains must be an array: write customDomains: ['${String(customDomains)}']`,
    )
  }
}

/** @throws InvalidEndpointError where any origin is combined with credentials. */
export function toCorsPolicy(cors: CorsOption): CorsPolicy | undefined {
  if (cors === false) return undefined
  if (cors === true) return { origins: '*' }
  if (typeof cors !== 'object' || !Array.isArray(cors?.origins)) {
    throw new InvalidEndpointError(
      "cors must be true, false or { origins: ['https://app.example.com'] }",
    )
  }
  const { origins, credentials = false } = cors
  assertBoolean('cors.credentials', credentials)
  if (!origins.includes('*')) return { origins, credentials }
  if (!credentials) return { origins: '*' }
  throw new InvalidEndpointError(
    "cors with any origin can't allow credentials: name the origins, such as ['https://app.example.com']",
  )
}

function assertSchemes(schemes: readonly Scheme[]): readonly Scheme[] {
  const good = schemes.every((scheme) => typeof scheme?.authenticate === 'function')
  if (good && schemes.length > 0) return schemes
  throw new InvalidEndpointError(
    'auth takes a scheme such as proxyAuth(), or a list of at least one',
  )
}
