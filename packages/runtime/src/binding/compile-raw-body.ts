import { Readable } from 'node:stream'

import { parse as parseContentType } from 'content-type'
import { HttpError } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'
import type { BindStep } from './compile-scalar.js'
import type { RawBodyParameterSpec } from './parameter-spec.js'
import { parsedBytes } from './parsed-body.js'
import { NOT_UNICODE, toDetail, ValidationError } from './validation-error.js'

/**
 * Compiles a body that is passed as it came: bytes of whatever content type, at once or as a stream, or
 * text of `text/*`.
 *
 * No body is an empty one; at once, it is left to the method's default where it has one.
 */
export function compileRawBody(spec: RawBodyParameterSpec, maxBodyBytes: number): BindStep {
  const { index, as, required } = spec
  if (as === 'stream' || as === 'web-stream') {
    return function bindStream({ exchange, args }) {
      const stream = openStream(exchange, maxBodyBytes)
      args[index] = as === 'stream' ? stream : Readable.toWeb(stream)
    }
  }
  return async function bindRawBody(state) {
    const { exchange } = state
    const bytes = parsedBytes(exchange) ?? (await exchange.readBody(maxBodyBytes))
    if (bytes.length === 0 && !required) return
    state.args[index] = as === 'bytes' ? bytes : toText(bytes, exchange)
  }
}

function openStream(exchange: Exchange, maxBodyBytes: number): Readable {
  const bytes = parsedBytes(exchange)
  if (bytes === undefined) return exchange.openBody(maxBodyBytes)
  return Readable.from([bytes], { objectMode: false })
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
