import { parse as parseContentType } from 'content-type'
import { HttpError } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'
import { assertSimple, type BodyLimits, tooComplex } from './body-limits.js'
import { giveTurnAt } from './give-turn.js'
import { assertSimpleJson } from './json-complexity.js'
import { locateJsonError } from './json-error.js'
import { ValidationError } from './validation-error.js'

/** Limits of a JSON body. */
export interface JsonBodyOptions extends BodyLimits {
  readonly maxBodyBytes: number
}

const JSON_TYPE = /^application\/(json|[^/]*\+json)$/
/** Types that pages of other origins may send without a preflight. */
const WITHOUT_ASKING: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a request's JSON. `undefined` where it has no body.
 *
 * @throws HttpError 415 where it says that it is something else, or doesn't say.
 * @throws ValidationError where it isn't JSON, or too complex.
 */
export async function readJsonBody(exchange: Exchange, options: JsonBodyOptions): Promise<unknown> {
  const { parsedBody } = exchange
  if (parsedBody !== undefined) {
    assertNoForm(exchange.headers.values('content-type'))
    assertSimple(parsedBody, options)
    return parsedBody
  }
  const bytes = await exchange.readBody(options.maxBodyBytes)
  if (bytes.length === 0) return undefined
  assertJsonType(exchange.headers.values('content-type'))
  return parseJson(bytes, options)
}

/**
 * A body without a type is refused too, as FastAPI does: pages of other origins can send one without
 * asking.
 */
function assertJsonType([header]: readonly string[]): void {
  const { type } = parseContentType(header ?? '', { parameters: false })
  if (!JSON_TYPE.test(type)) throw notJson()
}

/** A parser before us may read what else pages of other origins can send without asking. */
function assertNoForm([header]: readonly string[]): void {
  const { type } = parseContentType(header ?? '', { parameters: false })
  if (WITHOUT_ASKING.has(type)) throw notJson()
}

function notJson(): HttpError {
  return new HttpError(415, 'Send the body as JSON, with "Content-Type: application/json"')
}

async function parseJson(bytes: Buffer, limits: BodyLimits): Promise<unknown> {
  const text = decode(bytes)
  assertSimpleJson(text, limits)
  await giveTurnAt(text)
  const parsed = tryToParse(text)
  await giveTurnAt(text)
  if (parsed === undefined) {
    const { position, reason } = locateJsonError(text)
    throw invalidJson(position, reason)
  }
  return parsed.value
}

/** `undefined` where it isn't JSON. */
function tryToParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    // Only limits far beyond ours let so many levels in.
    if (error instanceof RangeError) throw tooComplex('fewer levels')
    return undefined
  }
}

function decode(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    throw invalidJson(0, 'The body is not UTF-8')
  }
}

function invalidJson(position: number, reason: string): ValidationError {
  const loc = ['body', position]
  const ctx = { error: reason }
  return new ValidationError([
    { type: 'json_invalid', loc, msg: 'JSON decode error', input: {}, ctx },
  ])
}
