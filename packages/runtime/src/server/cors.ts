import type { CorsPolicy } from '@portico/sdk'

import type { Answer, AnswerHeaders } from './answer.js'
import type { HttpExchange } from './http-exchange.js'

const EXPOSED = 'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Deprecation'
const PREFLIGHT_MAX_AGE_SECONDS = '600'

const ANY_ORIGIN: AnswerHeaders = Object.freeze({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED,
})
const NO_HEADERS: AnswerHeaders = Object.freeze({})

/** The header fields that let pages of other origins read an answer (Fetch standard, CORS). */
export function corsHeaders(policy: CorsPolicy | undefined, exchange: HttpExchange): AnswerHeaders {
  if (policy === undefined) return NO_HEADERS
  if (policy.origins === '*') return ANY_ORIGIN

  const [origin] = exchange.headers.values('origin')
  if (origin === undefined || !policy.origins.includes(origin)) return { Vary: 'Origin' }
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': EXPOSED,
    ...('credentials' in policy && policy.credentials
      ? { 'Access-Control-Allow-Credentials': 'true' }
      : NO_HEADERS),
    Vary: 'Origin',
  }
}

/** The method that a browser asks about before it sends a request; `undefined` otherwise. */
export function readPreflight(exchange: HttpExchange): string | undefined {
  if (exchange.method !== 'OPTIONS' || exchange.headers.values('origin').length === 0) {
    return undefined
  }
  return exchange.headers.values('access-control-request-method')[0]
}

/** Answers a preflight: whatever was asked for is allowed, the origin by the route's policy. */
export function answerPreflight(exchange: HttpExchange, method: string): Answer {
  const [headers] = exchange.headers.values('access-control-request-headers')
  return {
    kind: 'answer',
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': method,
      ...(headers === undefined ? NO_HEADERS : { 'Access-Control-Allow-Headers': headers }),
      'Access-Control-Max-Age': PREFLIGHT_MAX_AGE_SECONDS,
      Vary: 'Access-Control-Request-Method, Access-Control-Request-Headers',
    },
    body: undefined,
  }
}
