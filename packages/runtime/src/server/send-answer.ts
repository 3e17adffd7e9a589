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
  ctx.body = answer.body ?? null
  ctx.status = answer.status
  for (const [name, value] of Object.entries(answer.headers)) {
    // What the answer varies by comes on top of what the route and user middleware have said.
    if (name.toLowerCase() === 'vary') ctx.vary(String(value))
    else ctx.set(name, typeof value === 'string' ? value : [...value])
  }
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
