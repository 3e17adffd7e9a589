import { STATUS_CODES } from 'node:http'

import { AuthError, type ErrorMapper, type MappedError } from '@portico/sdk'

import type { AnswerHeaders } from '../server/answer.js'
import { isInternalError } from '../server/error-answer.js'
import type { ErrorMapping, MappedFacts } from '../server/error-mapping.js'
import { RequestError } from '../server/request-error.js'
import { toJson } from './to-json.js'

/**
 * Compiles what users say that errors are answered with; `undefined` where they say nothing.
 *
 * The nearest class decides. What a guard refuses and what the server itself turns down is nobody's to
 * map, and a mapper of `Error` itself only gets what would be a 500.
 */
export function compileErrorMapping(mappers: readonly ErrorMapper[]): ErrorMapping | undefined {
  if (mappers.length === 0) return undefined
  const byPrototype = new Map<unknown, ErrorMapper>(
    mappers.map((mapper) => [mapper.error.prototype, mapper]),
  )
  return function mapError(error, { method, path, requestId }) {
    if (!(error instanceof Error) || error instanceof AuthError || error instanceof RequestError) {
      return undefined
    }
    const mapper = findMapper(error, byPrototype)
    if (mapper === undefined) return undefined
    return toFacts(mapper, () => mapper.map(error, { method, path, requestId }))
  }
}

function findMapper(
  error: Error,
  mappers: ReadonlyMap<unknown, ErrorMapper>,
): ErrorMapper | undefined {
  let prototype: unknown = Object.getPrototypeOf(error)
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    const found = mappers.get(prototype)
    if (found?.error === Error && !isInternalError(error)) return undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** A mapper may throw what has an answer of its own, which nobody has asked for here. */
function toFacts({ error }: ErrorMapper, map: () => MappedError): MappedFacts {
  try {
    const mapped: unknown = map()
    assertMapped(mapped)
    return 'body' in mapped || EMPTY.includes(mapped.status) ? toBody(mapped) : toDetail(mapped)
  } catch (cause) {
    throw new Error(`the error mapper of ${error.name} failed`, { cause })
  }
}

function toDetail({ status, code, detail, headers }: MappedError): MappedFacts {
  return {
    kind: 'detail',
    status,
    headers: withoutFields(headers, OF_BODY),
    code: code ?? 'http_error',
    detail: detail ?? STATUS_CODES[status] ?? '',
  }
}

function toBody({ status, body, headers = {} }: MappedError): MappedFacts {
  if (body === undefined || EMPTY.includes(status)) {
    return { kind: 'body', status, headers: withoutFields(headers, OF_BODY), body: undefined }
  }
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  const kept = withoutFields(headers, typed ? OF_BODY.slice(1) : OF_BODY)
  if (typed && (typeof body === 'string' || body instanceof Uint8Array)) {
    return { kind: 'body', status, headers: kept, body }
  }
  const json = typed ? {} : { 'Content-Type': 'application/json; charset=utf-8' }
  return { kind: 'body', status, headers: { ...kept, ...json }, body: toJson(body) }
}

/** An answer of these has no body. */
const EMPTY: readonly number[] = [204, 205, 304]

/** Describe the body, which the server knows best; the first is the mapper's to choose. */
const OF_BODY: readonly string[] = [
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
]

function withoutFields(headers: AnswerHeaders = {}, names: readonly string[]): AnswerHeaders {
  const kept = Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase()))
  return Object.fromEntries(kept)
}

function assertMapped(mapped: unknown): asserts mapped is MappedError {
  if (typeof mapped !== 'object' || mapped === null || !('status' in mapped)) {
    throw new TypeError('it must give { status, detail } or { status, body }, and no promise')
  }
  const { status } = mapped
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    throw new TypeError(`its status must be a whole number from 200 to 599, not ${String(status)}`)
  }
}
