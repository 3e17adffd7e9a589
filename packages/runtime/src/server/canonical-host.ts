import { isIPv6 } from 'node:net'

/** A canonical host, or one sentence about why it is refused. */
export type CanonicalHost =
  { readonly ok: true; readonly host: string } | { readonly ok: false; readonly reason: string }

const AUTHORITY = /^([^:[\]]+|\[[^\]]*\])(?::(\d{1,5}))?$/
const NAME = /^(?!.{254})[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/
const MAX_PORT = 65_535

const REFUSED: CanonicalHost = { ok: false, reason: 'The host is not a valid host name.' }
const BAD_PORT: CanonicalHost = { ok: false, reason: 'The host has a port outside 0-65535.' }

/**
 * Brings a `Host` (RFC 9110, 7.2) into the one spelling that hosts are compared in: lower case,
 * without port and without one trailing dot; an IPv6 address keeps its brackets. Never throws.
 */
export function canonicalHost(value: string): CanonicalHost {
  const [, name, port = '0'] = AUTHORITY.exec(value) ?? []
  if (name === undefined) return REFUSED
  if (Number(port) > MAX_PORT) return BAD_PORT
  const host = name.toLowerCase().replace(/\.$/, '')
  return isHost(host) ? { ok: true, host } : REFUSED
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return !host.includes('%') && isIPv6(host.slice(1, -1))
  return NAME.test(host)
}
