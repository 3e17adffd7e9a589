import type { RequestHeaders } from './request-headers.js'
import { type ProxyCredentials, TokenPair } from './token-pair.js'

/** The header fields that a proxy token can come in. */
export type ProxyCarrier = 'modal-key' | 'authorization' | 'proxy-authorization'

/** What a request carries: `half` is a pair of which one is missing. */
export type CarriedCredentials =
  | {
      readonly carrier: ProxyCarrier
      readonly form: 'whole'
      readonly credentials: ProxyCredentials
    }
  | { readonly carrier: ProxyCarrier; readonly form: 'half' }
  | { readonly carrier: ProxyCarrier; readonly form: 'malformed' }

const BEARER = /^bearer +(.*)$/is
const BASIC = /^basic(?: +(.*))?$/is
const BASE64 = /^[0-9A-Za-z+/]+={0,2}$/

/**
 * Reads a proxy token from the first carrier that is there: `Modal-Key` with `Modal-Secret`, then
 * `Authorization: Bearer wk-….ws-…`, then `Proxy-Authorization: Basic`. `undefined` where none is.
 */
export function readProxyCredentials(
  headers: RequestHeaders,
  legacy: 'accept' | 'reject' = 'accept',
): CarriedCredentials | undefined {
  return (
    readPair(headers) ??
    readBearer(headers.values('authorization')) ??
    (legacy === 'accept' ? readBasic(headers.values('proxy-authorization')) : undefined)
  )
}

/** Headers that carry a proxy token, as a client sends them. */
export function writeProxyCredentials({ tokenId, tokenSecret }: ProxyCredentials): {
  readonly 'Modal-Key': string
  readonly 'Modal-Secret': string
} {
  return { 'Modal-Key': tokenId, 'Modal-Secret': tokenSecret }
}

function readPair(headers: RequestHeaders): CarriedCredentials | undefined {
  const ids = headers.values('modal-key')
  const secrets = headers.values('modal-secret')
  if (ids.length === 0 && secrets.length === 0) return undefined

  const carrier = 'modal-key'
  if (ids.length > 1 || secrets.length > 1) return { carrier, form: 'malformed' }
  const [tokenId] = ids
  const [tokenSecret] = secrets
  if (tokenId === undefined || tokenSecret === undefined) return { carrier, form: 'half' }
  return { carrier, form: 'whole', credentials: new TokenPair(tokenId, tokenSecret) }
}

/** Any `Authorization` that doesn't hold a proxy token is the application's own. */
function readBearer(values: readonly string[]): CarriedCredentials | undefined {
  const token = values
    .map((value) => BEARER.exec(value)?.[1])
    .find((held) => held?.startsWith('wk-'))
  if (token === undefined) return undefined
  return values.length > 1
    ? { carrier: 'authorization', form: 'malformed' }
    : whole('authorization', token, '.')
}

function readBasic(values: readonly string[]): CarriedCredentials | undefined {
  const matches = values.map((value) => BASIC.exec(value)).filter((match) => match !== null)
  const [match] = matches
  if (match === undefined) return undefined

  const encoded = match[1] ?? ''
  if (values.length > 1 || !BASE64.test(encoded))
    return { carrier: 'proxy-authorization', form: 'malformed' }
  return whole('proxy-authorization', Buffer.from(encoded, 'base64').toString('utf8'), ':')
}

function whole(carrier: ProxyCarrier, joined: string, separator: string): CarriedCredentials {
  const at = joined.indexOf(separator)
  if (at === -1) return { carrier, form: 'malformed' }
  const credentials = new TokenPair(joined.slice(0, at), joined.slice(at + 1))
  return { carrier, form: 'whole', credentials }
}
