import { Readable, pipeline } from 'node:stream'

import type { Context } from 'koa'

import type { Answer } from './answer.js'
import { commonHeaders, toRawHeaders } from './answer-headers.js'
import { discardBody, ignoreErrors } from './discard-body.js'
import { drain, hasUnreadBody, isSmallBody } from './drain.js'
import type { HttpExchange } from './http-exchange.js'

/** Writes an answer to Node's response. */
export function sendAnswer(exchange: HttpExchange, answer: Answer): void {
  const { req, res } = exchange
  if (res.headersSent) {
    // An error in the middle of a body: a broken end must not look like a clean one.
    res.destroy()
    return
  }
  const headers = toRawHeaders(exchange, answer)
  if (mustClose(exchange, answer)) {
    res.writeHead(answer.status, [...headers, 'Connection', 'close'])
    writeBody(exchange, answer)
    void drain(req).then(() => res.end())
    return
  }
  res.writeHead(answer.status, headers)
  if (!(answer.body instanceof Readable)) {
    res.end(req.method === 'HEAD' ? undefined : answer.body)
  } else if (req.method === 'HEAD') {
    discardBody(answer)
    res.end()
  } else {
    // A stream that fails breaks the connection, so that its answer doesn't look whole.
    pipeline(answer.body, res, () => undefined)
  }
}

/** Puts the request id, and what route and guard add, on Koa's context: middleware may change it. */
export function applyCommonHeaders(exchange: HttpExchange, ctx: Context): void {
  ctx.set('X-Request-Id', exchange.requestId)
  for (const [name, value] of Object.entries(commonHeaders(exchange))) {
    ctx.set(name, typeof value === 'string' ? value : [...value])
  }
}

/** Puts what the guard adds on Koa's context, once it has admitted. */
export function applyAdmissionHeaders({ admissionHeaders = {} }: HttpExchange, ctx: Context): void {
  for (const [name, value] of Object.entries(admissionHeaders)) applyHeader(ctx, name, value)
}

/** Puts an answer on Koa's context, for Koa to send. */
export async function applyAnswer(
  exchange: HttpExchange,
  answer: Answer,
  ctx: Context,
): Promise<void> {
  if (mustClose(exchange, answer)) {
    ctx.set('Connection', 'close')
    await drain(exchange.req)
  }
  // Koa listens to errors of a stream only where it sends it, and not for a HEAD.
  ignoreErrors(answer.body)
  ctx.body = toKoaBody(answer.body)
  ctx.status = answer.status
  for (const [name, value] of Object.entries(answer.headers)) applyHeader(ctx, name, value)
}

/** Koa takes bytes for an object to write as JSON, unless they are a `Buffer`. */
function toKoaBody(body: Answer['body']): string | Buffer | Readable | null {
  if (!(body instanceof Uint8Array)) return body ?? null
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
}

/** As on our own listener: the request id is ours, and of lists both parts go out. */
function applyHeader(ctx: Context, name: string, value: string | readonly string[]): void {
  const lowerCase = name.toLowerCase()
  if (lowerCase === 'x-request-id') return
  if (lowerCase === 'vary') return ctx.vary(String(value))
  const values = typeof value === 'string' ? value : [...value]
  if (lowerCase === 'link') ctx.append(name, values)
  else ctx.set(name, values)
}

/** After a refusal, or where much of the body is still to come, the connection isn't used again. */
function mustClose({ req }: HttpExchange, { status, body }: Answer): boolean {
  if (body instanceof Readable || !hasUnreadBody(req)) return false
  return status >= 400 || !isSmallBody(req)
}

function writeBody({ req, res }: HttpExchange, { body }: Answer): void {
  const empty = req.method === 'HEAD' || body === undefined || body instanceof Readable
  if (empty || body.length === 0) res.flushHeaders()
  else res.write(body)
}
