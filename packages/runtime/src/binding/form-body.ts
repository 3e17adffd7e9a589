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
import { parsedBytes, parsedObject } from './parsed-body.js'
import { parseQuery, type TextValues } from './query-text.js'

/** Limits of a form. */
export interface FormBodyOptions extends BodyLimits {
  readonly maxBodyBytes: number
}

const NOTHING: TextValues = new Map()

/**
 * Reads a request's form. Empty where it has no body.
 *
 * @throws HttpError 415 where it says that it is something else, or doesn't say.
 * @throws ValidationError where it has too many fields.
 */
export async function readForm(exchange: Exchange, options: FormBodyOptions): Promise<TextValues> {
  const parsed = parsedObject(exchange)
  if (parsed !== undefined) {
    assertFormType(exchange.headers.values('content-type'))
    assertSimple(parsed, options)
    return toTexts(parsed)
  }
  const bytes = parsedBytes(exchange) ?? (await exchange.readBody(options.maxBodyBytes))
  if (bytes.length === 0) return NOTHING
  assertFormType(exchange.headers.values('content-type'))
  return parseForm(bytes, options)
}

/** A body without a type is refused as well: nobody could tell what it is. */
function assertFormType([header]: readonly string[]): void {
  const { type, parameters } = parseContentType(header ?? '')
  const { charset = 'utf-8' } = parameters
  const isForm = type === 'application/x-www-form-urlencoded' && /^utf-?8$/i.test(charset)
  if (isForm) return
  throw new HttpError(
    415,
    'Send the body as a form in UTF-8, with "Content-Type: application/x-www-form-urlencoded"',
  )
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
