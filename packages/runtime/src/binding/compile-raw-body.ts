import { parse as parseContentType } from 'content-type'
import { HttpError } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'
import type { BindStep } from './compile-scalar.js'
import type { RawBodyParameterSpec } from './parameter-spec.js'
import { NOT_UNICODE, toDetail, ValidationError } from './validation-error.js'

/**
 * Compiles a body that is passed as it came: bytes of whatever content type, or text of `text/*`.
 *
 * No body is an empty one, or left to the method's default where it has one.
 */
export function compileRawBody(spec: RawBodyParameterSpec, maxBodyBytes: number): BindStep {
  const { index, as, required } = spec
  return async function bindRawBody(state) {
    const { exchange } = state
    const bytes = parsedBytes(exchange) ?? (await exchange.readBody(maxBodyBytes))
    if (bytes.length === 0 && !required) return
    state.args[index] = as === 'bytes' ? bytes : toText(bytes, exchange)
  }
}

/** What a parser before us has left of the body; the object that it made isn't what was sent. */
function parsedBytes(exchange: Exchange): Buffer | undefined {
  const { parsedBody, req } = exchange
  if (parsedBody === undefined) return undefined
  // Only Koa's parsers parse before us, so that there is a context.
  const request: object = exchange.ctx.request
  const raw: unknown = 'rawBody' in request ? request.rawBody : undefined
  for (const body of [parsedBody, raw]) {
    if (typeof body === 'string') return Buffer.from(body)
    if (body instanceof Uint8Array) return Buffer.from(body)
  }
  // Parsers put `{}` in the place of a body that they leave unread.
  if (!req.readableDidRead) return undefined
  throw new TypeError(
    'The raw body is gone: a parser before the endpoint has read it. Keep the parser off this path',
  )
}

function toText(bytes: Buffer, exchange: Exchange): string {
  const [header = ''] = exchange.headers.values('content-type')
  const { type, parameters } = parseContentType(header)
  if (bytes.length > 0 && !type.startsWith('text/')) throw notText()
  try {
    return new TextDecoder(parameters['charset'] ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    // The decoder doesn't know the character set.
    if (error instanceof RangeError) throw notText()
    throw new ValidationError([toDetail(NOT_UNICODE, ['body'], null)])
  }
}

function notText(): HttpError {
  return new HttpError(415, 'Send the body as text, with "Content-Type: text/plain; charset=utf-8"')
}
