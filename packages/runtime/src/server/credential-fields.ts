const IDENTITY_PREFIX = 'x-portico-'

/**
 * Whether a header field has to be taken off a request: one that carries a proxy token, be it used or
 * not, and any `X-Portico-*`. Names are compared with `_` as `-`: a WSGI server can't tell them apart.
 */
export function isCredentialField(name: string, value: string): boolean {
  // Lengths and first letters first: hardly any field has to be lower-cased.
  switch (name.length) {
    case 'modal-key'.length:
      return isCarrier(name, 'modal-key', value, isTokenHalf)
    case 'modal-secret'.length:
      return isCarrier(name, 'modal-secret', value, isTokenHalf)
    case 'authorization'.length:
      return isCarrier(name, 'authorization', value, holdsToken)
    case 'proxy-authorization'.length:
      return isCarrier(name, 'proxy-authorization', value, holdsToken)
    default:
      return isIdentity(name)
  }
}

function isCarrier(
  name: string,
  carrier: string,
  value: string,
  isOurs: (value: string) => boolean,
): boolean {
  const canonical = toCanonicalName(name)
  return canonical === carrier ? isOurs(value.trimStart()) : canonical.startsWith(IDENTITY_PREFIX)
}

function isIdentity(name: string): boolean {
  if (name.length < IDENTITY_PREFIX.length || (name.charCodeAt(0) | 0x20) !== 0x78) return false
  return toCanonicalName(name).startsWith(IDENTITY_PREFIX)
}

function toCanonicalName(name: string): string {
  const lowerCase = name.toLowerCase()
  return lowerCase.includes('_') ? lowerCase.replaceAll('_', '-') : lowerCase
}

/** Either half in either field: who swaps them has sent a secret all the same. */
function isTokenHalf(value: string): boolean {
  return value.startsWith('wk-') || value.startsWith('ws-')
}

/** Looser than what a guard accepts: what it takes for the application's own may hold a secret. */
function holdsToken(value: string): boolean {
  const [, scheme = '', rest = value] = /^([a-z]+)\s+(.*)$/is.exec(value) ?? []
  const isBasic = scheme.toLowerCase() === 'basic'
  return isTokenHalf(isBasic ? Buffer.from(rest, 'base64').toString('latin1') : rest)
}
