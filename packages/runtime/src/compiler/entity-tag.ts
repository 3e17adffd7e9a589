import { createHash } from 'node:crypto'

import type { Answer, AnswerHeaders } from '../server/answer.js'
import type { Exchange } from '../server/exchange.js'

/** What {@link withEntityTag} looks at of a request. */
type Conditional = Pick<Exchange, 'headers' | 'res'>

/**
 * Gives an answer its `ETag`, and makes a 304 of it where `If-None-Match` says that the client has it
 * (RFC 9110, 13.1.2). Streams and everything that isn't a success stay as they are.
 *
 * @param isProtected keeps shared caches from storing the answer.
 */
export function withEntityTag(
  answer: Answer,
  { headers: asked, res }: Conditional,
  isProtected: boolean,
): Answer {
  const { status, headers, body } = answer
  const isWhole = typeof body === 'string' || body instanceof Uint8Array
  if (!isWhole || status < 200 || status > 299) return answer

  const opaque = createHash('sha256').update(body).digest('base64url').slice(0, 27)
  // Whoever sets this by Koa's `ctx` knows better.
  const caching = res.hasHeader('cache-control') ? {} : cacheControl(isProtected)
  const validators: AnswerHeaders = { ETag: `W/"${opaque}"`, ...caching }
  return matches(asked.values('if-none-match'), opaque)
    ? { kind: 'answer', status: 304, headers: validators, body: undefined }
    : { ...answer, headers: { ...headers, ...validators } }
}

/** Asks whether an answer is still good before it is used again. Tokens aren't `Authorization` alone. */
function cacheControl(isProtected: boolean): AnswerHeaders {
  return { 'Cache-Control': isProtected ? 'private, no-cache' : 'no-cache' }
}

/** Compares weakly, as RFC 9110 (13.1.2) wants it for `If-None-Match`. */
function matches(fields: readonly string[], opaque: string): boolean {
  const list = fields.join(',')
  if (list.trim() === '*') return true
  return Array.from(list.matchAll(ENTITY_TAG), ([, tag]) => tag).includes(opaque)
}

const ENTITY_TAG = /"([\x21\x23-\x7e\x80-\xff]*)"/g
