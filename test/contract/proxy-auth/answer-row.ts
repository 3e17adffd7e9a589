import type { ProxyTokenHeaders } from '../../support/proxy-token.js'

/** A request and the one answer that the contract has for it. */
export interface AnswerRow {
  readonly name: string
  readonly headers: readonly Field[]
  /** Defaults to `GET`. */
  readonly method?: string
  /** Defaults to `/private`. */
  readonly target?: string
  readonly expected: ExpectedAnswer
}

/** What the contract says: the sentence goes out after `modal-http: ` or as `detail`. */
export type ExpectedAnswer = readonly [status: number, code: string, sentence: string] | 'admitted'

/** No credential, or half a pair. */
export const MISSING = [
  401,
  'missing_credentials',
  'missing credentials for proxy authorization',
] as const
/** A credential that is not good. */
export const INVALID = [
  401,
  'invalid_credentials',
  'invalid credentials for proxy authorization',
] as const
/** The same in `Proxy-Authorization`. */
export const INVALID_407 = [407, INVALID[1], INVALID[2]] as const
/** A header field as it is sent. */
export type Field = readonly [name: string, value: string]

/** A token on its way in each carrier. */
export const CARRIERS = {
  pair: (token: ProxyTokenHeaders): readonly Field[] => Object.entries(token),
  bearer: (token: ProxyTokenHeaders): readonly [Field] => [
    ['Authorization', `Bearer ${joined(token, '.')}`],
  ],
  basic: (token: ProxyTokenHeaders): readonly [Field] => [
    ['Proxy-Authorization', `Basic ${base64(joined(token, ':'))}`],
  ],
} as const

/** Makes a row. */
export function row(
  name: string,
  headers: AnswerRow['headers'],
  expected: ExpectedAnswer,
  place: Pick<AnswerRow, 'method' | 'target'> = {},
): AnswerRow {
  return { name, headers, expected, ...place }
}

function joined(token: ProxyTokenHeaders, separator: string): string {
  return `${token['Modal-Key']}${separator}${token['Modal-Secret']}`
}

/** Base64 of a text. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
