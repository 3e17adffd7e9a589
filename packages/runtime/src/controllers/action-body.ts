import { Readable } from 'node:stream'

import { BadRequestError, HttpError } from '@portico/sdk'
import { type ParsedBody, form, json, text } from 'co-body'
import type { ActionMetadata } from 'routing-controllers'

import { assertSimple } from '../binding/body-limits.js'
import type { Exchange } from '../server/exchange.js'

const PARSERS = { json, form, text } as const

/** How a body is parsed. */
type BodyFormat = keyof typeof PARSERS

/** The media types of koa-bodyparser, which routing-controllers' Koa driver installs. */
const FORMATS: ReadonlyMap<string, BodyFormat> = new Map<string, BodyFormat>([
  ['application/json', 'json'],
  ['application/json-patch+json', 'json'],
  ['application/vnd.api+json', 'json'],
  ['application/csp-report', 'json'],
  ['application/scim+json', 'json'],
  ['application/x-www-form-urlencoded', 'form'],
])

/**
 * Puts the parsed body on `ctx.request.body` and its text on `ctx.request.rawBody`. A body of any
 * other type stays unread, and `{}` stands for it.
 *
 * @throws HttpError where the body is malformed, too large, or encoded in an unknown way.
 * @throws ValidationError where it has too many keys, elements or levels.
 */
export async function readActionBody(
  exchange: Exchange,
  action: ActionMetadata,
  maxBytes: number,
): Promise<void> {
  const read = await readBody(exchange, action, maxBytes)
  // class-transformer is quadratic in keys.
  assertSimple(read.body, {})
  Object.assign(exchange.ctx.request, read)
}

interface ReadBody {
  readonly body: unknown
  /** Its text; missing where somebody else has read it. */
  readonly rawBody?: string
}

async function readBody(
  exchange: Exchange,
  action: ActionMetadata,
  maxBytes: number,
): Promise<ReadBody> {
  const { ctx, parsedBody } = exchange
  if (parsedBody !== undefined) return { body: parsedBody }
  const format = formatOf(ctx.get('content-type'), action)
  if (format === undefined) return { body: {} }
  const bytes = await exchange.readBody(maxBytes)
  const { parsed, raw } = await parse(bytes, format, ctx.get('content-encoding'), maxBytes)
  return { body: parsed, rawBody: raw }
}

function formatOf(contentType: string, action: ActionMetadata): BodyFormat | undefined {
  const [mediaType = ''] = contentType.split(';', 1)
  const name = mediaType.trim().toLowerCase()
  // koa-bodyparser leaves text alone, so only an action that asks for a string gets it.
  return name === 'text/plain' && takesText(action) ? 'text' : FORMATS.get(name)
}

function takesText({ params }: ActionMetadata): boolean {
  return params.some(({ type, targetName }) => type === 'body' && targetName === 'string')
}

async function parse(
  bytes: Buffer,
  format: BodyFormat,
  encoding: string,
  limit: number,
): Promise<ParsedBody> {
  const headers = encoding === '' ? {} : { 'content-encoding': encoding }
  const stream = Object.assign(Readable.from([bytes]), { headers })
  try {
    return await PARSERS[format](stream, { limit, returnRawBody: true })
  } catch (error) {
    throw toBodyError(error, limit)
  }
}

/** The parser's own errors carry the whole body, so that none of them goes any further. */
function toBodyError(error: unknown, limit: number): HttpError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return new HttpError(413, `The request body is larger than ${limit} bytes`)
  if (status === 415) return new HttpError(415, 'The content encoding of the body is not supported')
  return new BadRequestError('The request body is malformed')
}
