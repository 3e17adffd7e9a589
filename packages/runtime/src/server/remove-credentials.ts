import { type IncomingHttpHeaders, IncomingMessage } from 'node:http'

import { isCredentialField } from './credential-fields.js'
import { withoutOwnCookies } from './own-cookies.js'
import { distinctFields, joinedFields, valuesOf } from './raw-fields.js'

const DISTINCT_FROM_RAW: PropertyDescriptor & ThisType<IncomingMessage> = {
  configurable: true,
  enumerable: true,
  get() {
    return distinctFields(this.rawHeaders)
  },
}

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

/**
 * As {@link removeCredentials}, where users' code has had the request before: by then its `headers`
 * may hold what its raw list doesn't, and somebody may hold `headers` as they were.
 */
export function removeCredentialsAgain(req: IncomingMessage): void {
  const before = req.headers
  removeCredentials(req)
  dropCredentials(req.headers)
  align(before, req.headers)
}

/**
 * The request of a server of ours. Node reads `headersDistinct` from a list whose length it has
 * noted before any credential was removed; here it is read from the list as it is.
 */
export class OwnIncomingMessage extends IncomingMessage {
  static {
    Object.defineProperty(this.prototype, 'headersDistinct', DISTINCT_FROM_RAW)
  }
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
  if (isCredentialField(name, value)) return undefined
  if (name.length !== 6 || name.toLowerCase() !== 'cookie') return value
  const rest = withoutOwnCookies(value)
  return rest === '' && value !== '' ? undefined : rest
}

/** Leaves in an object that somebody may hold what is left of the fields. */
function align(held: IncomingHttpHeaders, left: IncomingHttpHeaders): void {
  for (const name of Object.keys(held)) {
    const value = left[name]
    if (value === undefined) delete held[name]
    else held[name] = value
  }
}

/** Of what users' code has put there itself, too. */
function dropCredentials(headers: IncomingHttpHeaders): void {
  for (const [name, sent = ''] of Object.entries(headers)) {
    const values = [sent].flat().map(String)
    const kept = values.map((value) => withoutCredential(name, value))
    if (values.every((value, at) => value === kept[at])) continue
    const [rest] = kept
    if (kept.length > 1 || rest === undefined) delete headers[name]
    else headers[name] = rest
  }
}

function replaceHeaders(req: IncomingMessage, kept: string[], removed: readonly string[]): void {
  // Node builds `headers` from the raw list on first use, and counts on its length: build it first.
  const sent = req.headers
  req.rawHeaders = kept
  req.headers = withoutFields(sent, kept, removed)
  if (!(req instanceof OwnIncomingMessage)) {
    // An application around us has had the request: what Koa's `ctx.accepts()` makes keeps the object.
    align(sent, req.headers)
    Object.defineProperty(req, 'headersDistinct', DISTINCT_FROM_RAW)
  }
}

/** A copy: leaving fields out takes half the time of deleting them. */
function withoutFields(
  sent: IncomingHttpHeaders,
  kept: readonly string[],
  removed: readonly string[],
): IncomingHttpHeaders {
  const names = removed.map((name) => name.toLowerCase())
  const headers: IncomingHttpHeaders = {}
  for (const name in sent) {
    if (!names.includes(name)) headers[name] = sent[name]
  }
  for (const name of names) {
    const values = valuesOf(kept, name)
    if (values === undefined) continue
    if (name === 'cookie') headers[name] = values.join('; ')
    else headers[name] = name.endsWith('authorization') ? values[0] : values.join(', ')
  }
  return headers
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
