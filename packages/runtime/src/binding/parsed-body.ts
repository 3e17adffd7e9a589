import type { Exchange } from '../server/exchange.js'

/**
 * What a parser before us has left of the body; the object that it made isn't what was sent.
 * `undefined` where the body is still to be read.
 *
 * @throws TypeError where a parser has read it and left nothing of it.
 */
export function parsedBytes(exchange: Exchange): Buffer | undefined {
  const kept = keptBytes(exchange)
  if (kept !== undefined || !wasRead(exchange)) return kept
  throw new TypeError(
    'The raw body is gone: a parser before the endpoint has read it. Keep the parser off this path',
  )
}

/** The object that a parser before us has made, where that is all there is left of the body. */
export function parsedObject(exchange: Exchange): object | undefined {
  const { parsedBody } = exchange
  const isObject = typeof parsedBody === 'object' && parsedBody !== null
  return isObject && wasRead(exchange) && keptBytes(exchange) === undefined ? parsedBody : undefined
}

function keptBytes(exchange: Exchange): Buffer | undefined {
  const { parsedBody } = exchange
  if (parsedBody === undefined) return undefined
  // Only Koa's parsers parse before us, so that there is a context.
  const request: object = exchange.ctx.request
  const raw: unknown = 'rawBody' in request ? request.rawBody : undefined
  for (const body of [parsedBody, raw]) {
    if (typeof body === 'string') return Buffer.from(body)
    if (body instanceof Uint8Array) return Buffer.from(body)
  }
  return undefined
}

/** Parsers put `{}` in the place of a body that they leave unread. */
function wasRead({ parsedBody, req }: Exchange): boolean {
  return parsedBody !== undefined && req.readableDidRead
}
