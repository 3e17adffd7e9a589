import type { PrincipalReach } from '@portico/sdk'

import type { TokenColumns, TokenLimits } from '../token-feed.js'

/** Tokens as SQL joins them into one row. */
export interface PackedTokens {
  readonly count: number
  /** Joined with commas. */
  readonly ids: string
  /** Hex, joined with nothing. */
  readonly digests: string
  /** Joined with commas; empty is never. */
  readonly expiries: string
  /** JSON array of strings; `null` where all are empty. */
  readonly names: string | null
  /** JSON array of `null` or `[disabled, environments | null, endpoints | null]` as JSON. */
  readonly limits: string | null
}

const DIGEST_BYTES = 32

/** @throws Error where a row doesn't hold what it says: better no answer than a wrong one. */
export function unpackTokens(row: PackedTokens): TokenColumns {
  const { count } = row
  const ids = row.ids.split(',')
  const digests = Buffer.from(row.digests, 'hex')
  const names = row.names === null ? undefined : toStrings(JSON.parse(row.names))
  const limits = row.limits === null ? undefined : unpackLimits(row.limits)
  const fits =
    ids.length === count &&
    digests.length === count * DIGEST_BYTES &&
    (names ?? ids).length === count &&
    (limits ?? ids).length === count
  if (!fits) throw damaged()
  return { ids, digests, expiresAtMs: unpackExpiries(row), names, limits }
}

/** Most tokens never expire: then there is nothing to split. */
function unpackExpiries({ expiries, count }: PackedTokens): Float64Array {
  const expiresAtMs = new Float64Array(count).fill(Infinity)
  if (expiries.length < count) return expiresAtMs
  for (const [index, time] of expiries.split(',').entries()) {
    if (time !== '') expiresAtMs[index] = Number(time)
  }
  return expiresAtMs
}

/** Tokens that may do the same share one object. */
function unpackLimits(joined: string): readonly (TokenLimits | undefined)[] {
  const known = new Map<string, TokenLimits>()
  return toArray(JSON.parse(joined)).map((json) => {
    if (json === null) return undefined
    const text = toText(json)
    const limits = known.get(text) ?? toLimits(JSON.parse(text))
    known.set(text, limits)
    return limits
  })
}

function toLimits(value: unknown): TokenLimits {
  const [disabled, environments, endpoints] = toArray(value)
  return { disabled: disabled !== 0, reach: toReach(toNames(environments), toNames(endpoints)) }
}

function toReach(
  environments: ReadonlySet<string> | undefined,
  endpoints: ReadonlySet<string> | undefined,
): PrincipalReach | undefined {
  return environments || endpoints ? { environments, endpoints } : undefined
}

function toNames(value: unknown): ReadonlySet<string> | undefined {
  return value === null ? undefined : new Set(toStrings(value))
}

function toStrings(value: unknown): readonly string[] {
  return toArray(value).map(toText)
}

function toArray(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged()
  return value
}

function toText(value: unknown): string {
  if (typeof value !== 'string') throw damaged()
  return value
}

function damaged(): Error {
  return new Error('The rows of the token table do not fit together')
}
