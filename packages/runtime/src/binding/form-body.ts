import { Readable } from 'node:stream'

import { parse as parseContentType } from 'content-type'
import { HttpError } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'
import {
  assertSimple,
  type BodyLimits,
  limitsOf,
  tooManyItems,
  tooManyKeys,
} from './body-limits.js'
import { type MultipartOptions, readMultipart } from './multipart.js'
import { parsedBytes, parsedObject } from './parsed-body.js'
import { parseQuery, type TextValues } from './query-text.js'
import { type SentForm, textForm } from './sent-form.js'

/** Limits of a form. */
export interface FormBodyOptions extends MultipartOptions {
  readonly maxBodyBytes: number
}

const URLENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'
const NOTHING: SentForm = textForm(new Map())

/**
 * Reads a request's form. Empty where it has no body.
 *
 * @throws HttpError 415 where it says that it is something else, or doesn't say; 400 where it can't be
 *   read.
 * @throws ValidationError where it has too many fields.
 */
export async function readForm(exchange: Exchange, options: FormBodyOptions): Promise<SentForm> {
  const [header = ''] = exchange.headers.values('content-type')
  const { type } = parseContentType(header, { parameters: false })
  const parsed = parsedObject(exchange)
  if (parsed !== undefined) {
    if (type !== MULTIPART) assertFormType(header)
    return textForm(takeParsed(parsed, options))
  }
  if (type === MULTIPART) return readParts(exchange, header, options)
  const bytes = parsedBytes(exchange) ?? (await exchange.readBody(options.maxBodyBytes))
  if (bytes.length === 0) return NOTHING
  assertFormType(header)
  return textForm(parseForm(bytes, options))
}

async function readParts(
  exchange: Exchange,
  header: string,
  options: FormBodyOptions,
): Promise<SentForm> {
  const { headers } = exchange
  const kept = parsedBytes(exchange)
  const isEmpty =
    headers.values('transfer-encoding').length === 0 &&
    Number(headers.values('content-length')[0] ?? 0) === 0
  if (isEmpty) return NOTHING
  const body = kept === undefined ? exchange.openBody(options.maxBodyBytes) : Readable.from([kept])
  return readMultipart(body, header, options)
}

/** A body without a type is refused as well: nobody could tell what it is. */
function assertFormType(header: string): void {
  const { type, parameters } = parseContentType(header)
  const { charset = 'utf-8' } = parameters
  const isForm = type === URLENCODED && /^utf-?8$/i.test(charset)
  if (isForm) return
  throw new HttpError(
    415,
    `Send the body as a form in UTF-8, with "Content-Type: ${MULTIPART}" or "${URLENCODED}"`,
  )
}

function takeParsed(parsed: object, options: FormBodyOptions): TextValues {
  if (options.fields.size > 0) {
    throw new TypeError(
      'The files are gone: a parser before the endpoint has read the form. Keep the parser off this path',
    )
  }
  assertSimple(parsed, options)
  return toTexts(parsed)
}

/** As a query: bytes that aren't UTF-8 become U+FFFD. Counted before it is taken apart. */
function parseForm(bytes: Buffer, limits: BodyLimits): TextValues {
  const { maxKeys, maxItems } = limitsOf(limits)
  if (isLonger(bytes, maxKeys + maxItems)) throw tooManyKeys(maxKeys)
  const form = parseQuery(bytes.toString())
  if (form.size > maxKeys) throw tooManyKeys(maxKeys)
  for (const values of form.values()) if (values.length > maxItems) throw tooManyItems(maxItems)
  return form
}

/** The texts of what a parser made; objects inside are notations of its own. */
function toTexts(parsed: object): TextValues {
  const texts = Object.entries(parsed).map(([name, value]: [string, unknown]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value]
    return [name, values.filter(isText)] as const
  })
  return new Map(texts.filter(([, values]) => values.length > 0))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

const AMPERSAND = 0x26

/** Whether it has more fields than `max`, empty ones among them. */
function isLonger(bytes: Buffer, max: number): boolean {
  let at = -1
  for (let count = 0; count < max; count += 1) {
    at = bytes.indexOf(AMPERSAND, at + 1)
    if (at === -1) return false
  }
  return true
}
