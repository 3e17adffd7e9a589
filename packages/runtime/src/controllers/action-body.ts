import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'

import { BadRequestError, HttpError } from '@portico/sdk'
import { type ParsedBody, form, json, text } from 'co-body'
import type { ActionMetadata } from 'routing-controllers'

import { assertSimple, tooComplex } from '../binding/body-limits.js'
import { dropForbidden } from '../binding/drop-forbidden.js'
import { assertSimpleJson } from '../binding/json-complexity.js'
import type { UploadParameterSpec } from '../binding/parameter-spec.js'
import { ValidationError } from '../binding/validation-error.js'
import type { Exchange } from '../server/exchange.js'
import { readActionForm } from './action-upload.js'

const PARSERS = { json, form } as const

/** How a body is parsed. */
type BodyFormat = 'json' | 'form' | 'text'

/** The media types of koa-bodyparser, which routing-controllers' Koa driver installs. */
const FORMATS: ReadonlyMap<string, BodyFormat> = new Map<string, BodyFormat>([
  ['application/json', 'json'],
  ['application/json-patch+json', 'json'],
  ['application/vnd.api+json', 'json'],
  ['application/csp-report', 'json'],
  ['application/scim+json', 'json'],
  ['application/x-www-form-urlencoded', 'form'],
])

/** What an action takes from a body. */
export interface ActionBody {
  readonly metadata: ActionMetadata
  readonly uploads: readonly UploadParameterSpec[]
}

/**
 * Puts the parsed body on `ctx.request.body` and its text on `ctx.request.rawBody`. A body of any
 * other type stays unread, and `{}` stands for it.
 *
 * @throws HttpError where the body is malformed, too large, or encoded in an unknown way.
 * @throws ValidationError where it has too many keys, elements or levels.
 */
export async function readActionBody(
  exchange: Exchange,
  action: ActionBody,
  maxBytes: number,
): Promise<void> {
  const read = await readBody(exchange, action, maxBytes)
  // class-transformer is quadratic in keys.
  assertSimple(read.body, {})
  if (read.rawBody !== undefined) dropForbidden(read.body)
  Object.assign(exchange.ctx.request, read)
}

interface ReadBody {
  readonly body: unknown
  /** Its text; missing where somebody else has read it. */
  readonly rawBody?: string
}

async function readBody(
  exchange: Exchange,
  { metadata, uploads }: ActionBody,
  maxBytes: number,
): Promise<ReadBody> {
  const { ctx, parsedBody } = exchange
  if (parsedBody !== undefined) return { body: parsedBody }
  const name = mediaTypeOf(ctx.get('content-type'))
  if (uploads.length > 0 && name === 'multipart/form-data') {
    return { body: await readActionForm(exchange, uploads, maxBytes) }
  }
  const format = formatOf(name, metadata)
  if (format === undefined) return { body: {} }
  const bytes = await exchange.readBody(maxBytes)
  const { parsed, raw } = await parse(bytes, format, ctx.get('content-encoding'), maxBytes)
  return { body: parsed, rawBody: raw }
}

function mediaTypeOf(contentType: string): string {
  const [mediaType = ''] = contentType.split(';', 1)
  return mediaType.trim().toLowerCase()
}

function formatOf(name: string, action: ActionMetadata): BodyFormat | undefined {
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
  try {
    const inflated = await text(toRequest(bytes, encoding), { limit, returnRawBody: true })
    // Parsing a million brackets, or one long key, blocks the process: they are counted first.
    if (format === 'json') assertSimpleJson(inflated.raw, {})
    if (format === 'form') assertShortKeys(inflated.raw)
    if (format === 'text') return inflated
    const again = toRequest(Buffer.from(inflated.raw), '')
    return await PARSERS[format](again, { limit: Infinity, returnRawBody: true })
  } catch (error) {
    throw error instanceof ValidationError ? error : toBodyError(error, limit)
  }
}

function toRequest(
  bytes: Buffer,
  encoding: string,
): Readable & { readonly headers: IncomingHttpHeaders } {
  const headers = encoding === '' ? {} : { 'content-encoding': encoding }
  return Object.assign(Readable.from([bytes]), { headers })
}

/** Far beyond any field's name. qs takes 150 ms for a key of 1 MiB. */
const MAX_FORM_KEY = 8_192
/** As many fields as qs looks at. */
const MAX_FORM_FIELDS = 1_000

function assertShortKeys(form: string): void {
  for (const field of form.split('&', MAX_FORM_FIELDS)) {
    // As qs splits a field.
    const bracket = field.indexOf(']=')
    const end = bracket >= 0 ? bracket + 1 : field.indexOf('=')
    if ((end >= 0 ? end : field.length) > MAX_FORM_KEY) {
      throw tooComplex(`keys of at most ${MAX_FORM_KEY} characters`)
    }
  }
}

/** The parser's own errors carry the whole body, so that none of them goes any further. */
function toBodyError(error: unknown, limit: number): HttpError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return new HttpError(413, `The request body is larger than ${limit} bytes`)
  if (status === 415) return new HttpError(415, 'The content encoding of the body is not supported')
  return new BadRequestError('The request body is malformed')
}
