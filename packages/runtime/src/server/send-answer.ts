import { pipeline } from 'node:stream'
import { Readable } from 'node:stream'

import type { Context } from 'koa'

import type { Answer, AnswerHeaders } from './answer.js'
import { drain, hasUnreadBody, isSmallBody } from './drain.js'
import type { HttpExchange } from './http-exchange.js'
import { corsHeaders } from './cors.js'

/** Writes an answer to Node's response. */
export function sendAnswer(exchange: HttpExchange, answer: Answer): void {
  const { req, res } = exchange
  if (res.headersSent) {
    // An error in the middle of a body: a broken end must not look like a clean one.
    res.destroy()
    return
  }
  const headers = toHeaders(exchange, answer)
  if (mustClose(exchange, answer)) {
    res.writeHead(answer.status, { ...headers, Connection: 'close' })
    writeBody(exchange, answer)
    void drain(req).then(() => res.end())
    return
  }
  res.writeHead(answer.status, headers)
  if (answer.body instanceof Readable && req.method !== 'HEAD') {
    pipeline(answer.body, res, () => undefined)
  } else {
    res.end(req.method === 'HEAD' ? undefined : answer.body)
  }
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
  ctx.body = answer.body ?? null
  ctx.status = answer.status
  const { 'Content-Length': _length, ...headers } = toHeaders(exchange, answer)
  for (const [name, value] of Object.entries(headers)) ctx.set(name, asKoaValue(value))
}

/** The request id, and what the route and its guard add to whatever is answered. */
export function commonHeaders(exchange: HttpExchange): AnswerHeaders {
  return {
    'X-Request-Id': exchange.requestId,
    ...corsHeaders(exchange.matched?.cors, exchange),
    ...exchange.admissionHeaders,
  }
}

function toHeaders(exchange: HttpExchange, answer: Answer): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries({ ...commonHeaders(exchange), ...answer.headers })) {
    headers[name] = asKoaValue(value)
  }
  const length = lengthOf(answer)
  if (length !== undefined) headers['Content-Length'] = String(length)
  return headers
}

function asKoaValue(value: string | readonly string[]): string | string[] {
  return typeof value === 'string' ? value : [...value]
}

function lengthOf({ status, body }: Answer): number | undefined {
  if (status === 204 || status === 304 || body instanceof Readable) return undefined
  if (body === undefined) return 0
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
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
