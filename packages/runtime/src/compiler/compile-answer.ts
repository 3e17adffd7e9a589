import { compileResponseModel } from '../answers/compile-response-model.js'
import type { DeclaredEndpoint } from '../loader/manifest.js'
import type { Answer, Outcome } from '../server/answer.js'
import type { Exchange } from '../server/exchange.js'
import { withEntityTag } from './entity-tag.js'
import { filterResponse } from './filter-response.js'
import { asksForEvents } from './stream-answer.js'
import { toAnswer } from './to-answer.js'
import { usesKoa } from './uses-koa.js'

/** Turns what a handler returned into what is answered. */
export type Answering = (exchange: Exchange, value: unknown) => Outcome | Promise<Outcome>

/**
 * Compiles the way of a value out: filtered by the endpoint's `responseModel`, written, and given an
 * `ETag` where the endpoint asks for it.
 */
export function compileAnswer(endpoint: DeclaredEndpoint): Answering {
  const { statusCode } = endpoint.spec
  const answer = compileStatusAnswer(endpoint)
  if (!usesKoa(endpoint)) return (exchange, value) => answer(exchange, value, statusCode)
  return (exchange, value) => {
    const { ctx } = exchange
    // A handler that works on Koa's `ctx` may have chosen the status or the whole answer there.
    const answered = ctx.body !== undefined || ctx.respond === false || ctx.headerSent
    if (value === undefined && answered) return { kind: 'koa' }
    const status = ctx.status === KOA_UNTOUCHED_STATUS ? statusCode : ctx.status
    return answer(exchange, value, status)
  }
}

/** What Koa starts every response with. */
const KOA_UNTOUCHED_STATUS = 404

type StatusAnswering = (
  exchange: Exchange,
  value: unknown,
  status: number,
) => Answer | Promise<Answer>

function compileStatusAnswer({ spec, protection }: DeclaredEndpoint): StatusAnswering {
  const { idleTimeoutMs, responseModel, etag } = spec
  const written: StatusAnswering = (exchange, value, status) =>
    toAnswer(value, { status, exchange, idleTimeoutMs })
  const filtered = responseModel === undefined ? written : filtering(responseModel, written)
  if (!etag) return filtered

  const isProtected = protection.kind === 'protected'
  return (exchange, value, status) => {
    const answer = filtered(exchange, value, status)
    return answer instanceof Promise
      ? answer.then((ready) => withEntityTag(ready, exchange, isProtected))
      : withEntityTag(answer, exchange, isProtected)
  }
}

function filtering(
  model: NonNullable<DeclaredEndpoint['spec']['responseModel']>,
  answer: StatusAnswering,
): StatusAnswering {
  const filter = compileResponseModel(model)
  return async (exchange, value, status) => {
    const sent = await filterResponse(value, filter, asksForEvents(exchange.req))
    return answer(exchange, sent, status)
  }
}
