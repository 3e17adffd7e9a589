import type { IncomingMessage } from 'node:http'

import { withoutOwnCookies } from './own-cookies.js'

/** The fields that carry a proxy token, names with `_` as `-`, and how to tell one of ours. */
const CARRIERS: Readonly<Record<string, (value: string) => boolean>> = {
  'modal-key': isTokenHalf,
  'modal-secret': isTokenHalf,
  authorization: holdsToken,
  'proxy-authorization': holdsToken,
}

const CARRIER_LENGTHS = new Set(Object.keys(CARRIERS).map((name) => name.length))
const IDENTITY_PREFIX = 'x-portico-'

/**
 * Takes every proxy token, used or not, and every `X-Portico-*` field off a request, so that neither
 * user middleware, handler, log nor upstream sees them: from `headers`, `headersDistinct`,
 * `rawHeaders` and trailers. Other values of the same fields stay. Of `Cookie`, what is ours goes.
 */
export function removeCredentials(req: IncomingMessage): void {
  const removed: string[] = []
  const kept = withoutCredentials(req.rawHeaders, removed)
  if (removed.length > 0) replaceHeaders(req, kept, removed)
  if (req.headers['transfer-encoding'] !== undefined) guardTrailers(req)
}

/** The same array where it holds nothing to remove; names of what was removed go to `removed`. */
function withoutCredentials(raw: string[], removed: string[] = []): string[] {
  let kept: string[] | undefined
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? ''
    const value = raw[at + 1] ?? ''
    const rest = withoutCredential(name, value)
    if (rest !== value) {
      kept ??= raw.slice(0, at)
      removed.push(name)
    }
    if (rest !== undefined) kept?.push(name, rest)
  }
  return kept ?? raw
}

/** What is left of a field's value; `undefined` where the whole field has to go. */
function withoutCredential(name: string, value: string): string | undefined {
  if (isCredential(name, value)) return undefined
  if (name.length !== 6 || name.toLowerCase() !== 'cookie') return value
  const rest = withoutOwnCookies(value)
  return rest === '' && value !== '' ? undefined : rest
}

function isCredential(name: string, value: string): boolean {
  const first = name.charCodeAt(0) | 0x20
  if (first === 0x78 /* x */ && name.length >= IDENTITY_PREFIX.length) {
    return toCanonicalName(name).startsWith(IDENTITY_PREFIX)
  }
  if (!CARRIER_LENGTHS.has(name.length)) return false
  return CARRIERS[toCanonicalName(name)]?.(value.trimStart()) ?? false
}

/** WSGI servers can't tell `_` from `-`, so neither do we. */
function toCanonicalName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}

/** Either half in either field: who swaps them has sent a secret all the same. */
function isTokenHalf(value: string): boolean {
  return /^w[ks]-/.test(value)
}

/** Looser than what a guard accepts: what it takes for the application's own may hold a secret. */
function holdsToken(value: string): boolean {
  const [, scheme = '', rest = value] = /^([a-z]+)\s+(.*)$/is.exec(value) ?? []
  const isBasic = scheme.toLowerCase() === 'basic'
  return isTokenHalf(isBasic ? Buffer.from(rest, 'base64').toString('latin1') : rest)
}

function replaceHeaders(req: IncomingMessage, kept: string[], removed: readonly string[]): void {
  // Node builds `headers` from the raw list on first use, and counts on its length: build it first.
  const { headers } = req
  req.rawHeaders = kept
  Object.defineProperty(req, 'headersDistinct', DISTINCT_FROM_RAW)
  for (const spelling of removed) {
    const name = spelling.toLowerCase()
    const values = valuesOf(name, kept)
    if (values.length === 0) delete headers[name]
    else if (name === 'cookie') headers[name] = values.join('; ')
    else headers[name] = name.endsWith('authorization') ? values[0] : values.join(', ')
  }
}

const DISTINCT_FROM_RAW: PropertyDescriptor & ThisType<IncomingMessage> = {
  configurable: true,
  enumerable: true,
  get() {
    return distinctFields(this.rawHeaders)
  },
}

/** Values of the application's own that share their name with a removed one. */
function valuesOf(name: string, raw: readonly string[]): string[] {
  const isOne = (at: number): boolean =>
    raw[at - 1]?.length === name.length && raw[at - 1]?.toLowerCase() === name
  return raw.filter((_, at) => at % 2 === 1 && isOne(at))
}

/** Trailers come after the guard, so they are filtered as Node hands them over. */
function guardTrailers(req: IncomingMessage): void {
  let raw = withoutCredentials(req.rawTrailers)
  Object.defineProperties(req, {
    rawTrailers: {
      configurable: true,
      enumerable: true,
      get: () => raw,
      set: (value: string[]) => {
        raw = withoutCredentials(value)
      },
    },
    trailers: { configurable: true, enumerable: true, get: () => joinedFields(raw) },
    trailersDistinct: { configurable: true, enumerable: true, get: () => distinctFields(raw) },
  })
}

function distinctFields(raw: readonly string[]): Record<string, string[]> {
  const fields: Record<string, string[]> = Object.create(null)
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase()
    fields[name] = [...(fields[name] ?? []), raw[at + 1] ?? '']
  }
  return fields
}

function joinedFields(raw: readonly string[]): Record<string, string> {
  const distinct = Object.entries(distinctFields(raw))
  return Object.fromEntries(distinct.map(([name, values]) => [name, values.join(', ')]))
}
