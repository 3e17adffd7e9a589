import { STATUS_CODES } from 'node:http'

import { AuthError, BODY_PATH, ValidationError } from '@portico/sdk'
import accepts from 'accepts'

import { abortReasonOf } from './abort-reason.js'
import type { Answer, AnswerHeaders } from './answer.js'
import type { HttpExchange } from './http-exchange.js'
import { RequestError } from './request-error.js'

/** What is told of an error, and nothing else of it. */
interface ErrorFacts {
  readonly status: number
  readonly code: string
  readonly detail: unknown
  readonly headers: AnswerHeaders
  /** Text, or JSON as FastAPI writes it, where the client doesn't ask for problem+json. */
  readonly form: 'text' | 'json'
}

const JSON_TYPE = 'application/json; charset=utf-8'
const PROBLEM_TYPE = 'application/problem+json'
const TEXT_TYPE = 'text/plain; charset=utf-8'

/**
 * Turns whatever was thrown into an answer. Only what an error was made to tell leaves the process;
 * of any other error the client learns nothing but the request id.
 */
export function toErrorAnswer(error: unknown, exchange: HttpExchange): Answer {
  return toAnswer(toErrorFacts(abortReasonOf(error, exchange)), exchange)
}

/**
 * What a user's mapper makes of an error that was thrown behind the guard; `undefined` where no mapper
 * is for it. What guards refuse is never mapped.
 *
 * @throws what a mapper throws.
 */
export function toMappedAnswer(error: unknown, exchange: HttpExchange): Answer | undefined {
  if (!exchange.entered) return undefined
  const mapped = exchange.mapError?.(abortReasonOf(error, exchange), exchange)
  if (mapped === undefined) return undefined
  if (mapped.kind === 'detail') return toAnswer({ ...mapped, form: 'json' }, exchange)
  const { status, headers, body } = mapped
  return { kind: 'answer', status, headers, body }
}

function toAnswer(facts: ErrorFacts, exchange: HttpExchange): Answer {
  const problem = prefersProblem(exchange, facts.form)
  const body = problem ? toProblem(facts, exchange.requestId) : toPlainBody(facts)
  return {
    kind: 'answer',
    status: facts.status,
    headers: {
      ...facts.headers,
      'Content-Type': problem ? PROBLEM_TYPE : facts.form === 'text' ? TEXT_TYPE : JSON_TYPE,
    },
    body,
  }
}

/** Whether the error is a fault of ours or of a handler, which the log has to tell. */
export function isInternalError(error: unknown): boolean {
  return toErrorFacts(error).code === 'internal_error'
}

function toErrorFacts(error: unknown): ErrorFacts {
  if (error instanceof AuthError) {
    return {
      status: error.status,
      code: error.code,
      detail: error.message,
      headers: { ...error.headers, 'Cache-Control': 'no-store' },
      form: 'text',
    }
  }
  if (error instanceof RequestError) return toRequestErrorFacts(error)
  if (error instanceof ValidationError) return toValidationFacts(error)
  return toThrownFacts(error) ?? INTERNAL_ERROR
}

const INTERNAL_ERROR: ErrorFacts = {
  status: 500,
  code: 'internal_error',
  detail: 'Internal Server Error',
  headers: {},
  form: 'json',
}

function toRequestErrorFacts({ code, status, message, headers }: RequestError): ErrorFacts {
  const text = code === 'bad_request' || code === 'not_found'
  return {
    status,
    code,
    detail: message,
    headers: text ? { ...headers, 'Cache-Control': 'no-store' } : headers,
    form: text ? 'text' : 'json',
  }
}

/** By its class alone: errors of an upstream may have a status and details of their own. */
function toValidationFacts({ status, details }: ValidationError): ErrorFacts {
  return { status, code: 'validation_failed', detail: details, headers: {}, form: 'json' }
}

/**
 * Errors that are made to be answered: routing-controllers' `HttpError` (`httpCode`), and those that
 * say `expose: true`, such as Koa's `ctx.throw(404)` and our own.
 */
function toThrownFacts(error: unknown): ErrorFacts | undefined {
  if (!(error instanceof Error)) return undefined
  const { httpCode, status, expose, headers }: Error & ThrownFields = error
  const exposed = expose === true && typeof status === 'number' ? status : undefined
  const answered = typeof httpCode === 'number' ? httpCode : exposed
  if (answered === undefined || answered < 400 || answered > 599) return undefined
  return {
    status: answered,
    code: 'http_error',
    detail: error.message === '' ? (STATUS_CODES[answered] ?? '') : error.message,
    headers: isHeaders(headers) ? withoutBodyFields(headers) : {},
    form: 'json',
  }
}

interface ThrownFields {
  readonly httpCode?: unknown
  readonly status?: unknown
  readonly expose?: unknown
  readonly headers?: unknown
}

function isHeaders(value: unknown): value is AnswerHeaders {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((field) => typeof field === 'string' || Array.isArray(field))
  )
}

/** Describe another body than the one that is sent: an error may carry what an upstream answered. */
const OF_BODY = ['content-type', 'content-length', 'content-encoding', 'transfer-encoding']

function withoutBodyFields(headers: AnswerHeaders): AnswerHeaders {
  const kept = Object.entries(headers).filter(([name]) => !OF_BODY.includes(name.toLowerCase()))
  return Object.fromEntries(kept)
}

/** Text answers give way to any JSON that the client likes better; JSON ones to problem+json alone. */
function prefersProblem(exchange: HttpExchange, form: ErrorFacts['form']): boolean {
  const [accept] = exchange.headers.values('accept')
  if (accept === undefined || accept === '*/*') return false
  const offered =
    form === 'text'
      ? ['text/plain', PROBLEM_TYPE, 'application/json']
      : ['application/json', PROBLEM_TYPE]
  const chosen = accepts(exchange.req).type(offered)
  return form === 'text' ? chosen !== false && chosen !== 'text/plain' : chosen === PROBLEM_TYPE
}

function toPlainBody({ detail, form }: ErrorFacts): string {
  return form === 'text' ? `modal-http: ${String(detail)}\n` : JSON.stringify({ detail })
}

/** RFC 9457. */
function toProblem({ status, code, detail }: ErrorFacts, requestId: string): string {
  const title = STATUS_CODES[status] ?? 'Error'
  const common = { type: 'about:blank', title, status }
  if (!Array.isArray(detail)) {
    return JSON.stringify({ ...common, detail, code, request_id: requestId })
  }
  const errors = detail.map(toProblemDetail)
  const sentence = 'The request is not valid'
  return JSON.stringify({ ...common, detail: sentence, code, request_id: requestId, errors })
}

function toProblemDetail(detail: ToldDetail): object {
  const { loc, msg, type } = detail
  const [source, ...within] = detail[BODY_PATH] ?? loc
  // FastAPI tells at which character JSON ends being JSON; a pointer leads to values.
  const path = type === 'json_invalid' ? [] : within
  const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
  return source === 'body'
    ? { pointer: `#${pointer.join('')}`, detail: msg, type }
    : { parameter: path.join('.'), in: source, detail: msg, type }
}

interface ToldDetail {
  readonly loc: readonly unknown[]
  readonly msg: unknown
  readonly type: unknown
  readonly [BODY_PATH]?: readonly unknown[]
}
