import { isIPv6 } from 'node:net'

/** A canonical host, or one sentence about why it is refused. */
export type CanonicalHost =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly reason: string }

const PLAIN = /^(?!.{254})[a-z0-9_-]+(?:\.[a-z0-9_-]+)*(?::(?:\d{1,4}|[1-5]\d{4}))?$/
const AUTHORITY = /^([^:[\]]+|\[[^\]]*\])(?::(\d{1,5}))?$/
// Tested before lower-casing, which turns some other letters (the Kelvin sign) into ASCII.
const NAME = /^(?!.{255})[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i
const MAX_PORT = 65_535

const REFUSED: CanonicalHost = { ok: false, reason: 'The host is not a valid host name.' }
const BAD_PORT: CanonicalHost = { ok: false, reason: 'The host has a port outside 0-65535.' }

/**
 * Brings a `Host` (RFC 9110, 7.2) into the one spelling that hosts are compared in: lower case,
 * without port and without one trailing dot; an IPv6 address keeps its brackets. Never throws.
 */
export function canonicalHost(value: string): CanonicalHost {
  return PLAIN.test(value) ? { ok: true, host: withoutPort(value) } : rewrite(value)
}

/** Of a plain host, which is nearly every one. */
function withoutPort(value: string): string {
  const colon = value.indexOf(':')
  return colon === -1 ? value : value.slice(0, colon)
}

function rewrite(value: string): CanonicalHost {
  const [, name, port = '0'] = AUTHORITY.exec(value) ?? []
  if (name === undefined) return REFUSED
  if (Number(port) > MAX_PORT) return BAD_PORT
  return isHost(name) ? { ok: true, host: name.toLowerCase().replace(/\.$/, '') } : REFUSED
}

function isHost(name: string): boolean {
  if (name.startsWith('[')) return !name.includes('%') && isIPv6(name.slice(1, -1))
  return NAME.test(name)
}
