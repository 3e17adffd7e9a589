import { Readable } from 'node:stream'

import type { Answer, AnswerHeaders } from './answer.js'
import { corsHeaders } from './cors.js'
import type { HttpExchange } from './http-exchange.js'

/** Fields of which an answer may have ours and its own. In all others its own takes the place. */
const KEPT_BESIDE = new Set(['vary', 'link'])

/** The request id, and what the route and its guard add to whatever is answered. */
export function commonHeaders(exchange: HttpExchange): AnswerHeaders {
  const cors = corsHeaders(exchange.matched?.cors, exchange)
  const { admissionHeaders } = exchange
  return admissionHeaders === undefined ? cors : { ...cors, ...admissionHeaders }
}

/** All header fields of an answer, names and values in turn, as `writeHead` takes them fastest. */
export function toRawHeaders(exchange: HttpExchange, answer: Answer): string[] {
  const raw = ['X-Request-Id', exchange.requestId]
  const own = new Set<string>()
  for (const name in answer.headers) {
    const lowerCase = name.toLowerCase()
    if (lowerCase === 'x-request-id') continue
    if (lowerCase === 'content-length' && !maySayLength(exchange, answer)) continue
    own.add(lowerCase)
    pushField(raw, name, answer.headers[name])
  }
  const common = commonHeaders(exchange)
  for (const name in common) {
    const lowerCase = name.toLowerCase()
    if (!own.has(lowerCase) || KEPT_BESIDE.has(lowerCase)) pushField(raw, name, common[name])
  }
  const length = contentLengthOf(answer)
  if (length !== undefined && !own.has('content-length')) raw.push('Content-Length', String(length))
  return raw
}

function pushField(raw: string[], name: string, value: string | readonly string[] = []): void {
  if (typeof value === 'string') raw.push(name, value)
  else for (const each of value) raw.push(name, each)
}

/** A wrong length would make the next answer a part of this one, such as that of `fetch` to a 304. */
function maySayLength({ method }: HttpExchange, { body }: Answer): boolean {
  return method === 'HEAD' || body instanceof Readable
}

function contentLengthOf({ status, body }: Answer): number | undefined {
  if (status === 204 || status === 304 || body instanceof Readable) return undefined
  if (body === undefined) return 0
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}
