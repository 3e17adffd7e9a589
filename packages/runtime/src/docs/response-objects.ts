import type { ResponseModelSpec } from '@portico/sdk'

import { type RequestParameterSpec, requestParameters } from '../binding/request-parameters.js'
import type { DeclaredEndpoint, ManifestEndpoint } from '../loader/manifest.js'
import type { ModelSchemas } from './model-schemas.js'
import type { ResponseObject, Schema } from './open-api-types.js'
import { type SharedAnswerName, referToAnswer } from './shared-answers.js'

const ENTITY_TAG = { ETag: { schema: { type: 'string' } } }

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/** What an endpoint answers, by status. */
export function toResponses(
  endpoint: ManifestEndpoint,
  models: ModelSchemas,
): Readonly<Record<string, ResponseObject>> {
  return {
    ...toSuccess(endpoint, models),
    ...(hasEntityTag(endpoint)
      ? { 304: { description: 'The client has the answer already' } }
      : {}),
    ...Object.fromEntries(
      sharedAnswersOf(endpoint).map(([status, name]) => [status, referToAnswer(name)]),
    ),
  }
}

/** The answers of an endpoint that others have too, by status. */
export function sharedAnswersOf(
  endpoint: ManifestEndpoint,
): readonly (readonly [number, SharedAnswerName])[] {
  return [
    ...(isProtected(endpoint) ? PROTECTED : []),
    ...(endpoint.kind === 'declared' ? declaredAnswersOf(endpoint) : []),
  ]
}

const PROTECTED = [
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [429, 'TooManyRequests'],
] as const

/** What a request, and the endpoint's limits, can come to. */
function declaredAnswersOf({
  parameters,
  spec,
}: DeclaredEndpoint): readonly (readonly [number, SharedAnswerName])[] {
  const taken = requestParameters(parameters)
  const body = taken.filter((parameter) => parameter.in === 'body' || parameter.in === 'form')
  return [
    ...(body.length > 0 ? [[413, 'TooLarge'] as const] : []),
    ...(body.some(hasContentType) ? [[415, 'UnsupportedType'] as const] : []),
    ...(taken.length > 0 ? [[422, 'Invalid'] as const] : []),
    ...(spec.maxConcurrency === undefined ? [] : [[503, 'Overloaded'] as const]),
    // Every endpoint has a limit; one that nobody set is nothing to tell.
    ...(spec.timeoutMs === DEFAULT_TIMEOUT_MS ? [] : [[504, 'TimedOut'] as const]),
  ]
}

/** Bytes may be of any type. */
function hasContentType(parameter: RequestParameterSpec): boolean {
  return !(parameter.kind === 'raw-body' && parameter.as !== 'text')
}

const DEFAULT_TIMEOUT_MS = 300_000

function isProtected({ protection }: ManifestEndpoint): boolean {
  return protection.kind === 'protected'
}

function hasEntityTag(endpoint: ManifestEndpoint): boolean {
  return endpoint.kind === 'declared' && endpoint.spec.etag
}

function toSuccess(
  endpoint: ManifestEndpoint,
  models: ModelSchemas,
): Readonly<Record<string, ResponseObject>> {
  // Which status and type an action answers, routing-controllers decides as it runs.
  if (endpoint.kind === 'controller')
    return { default: { description: 'Answer of the controller' } }
  const { statusCode, responseModel, etag } = endpoint.spec
  const description = 'Successful response'
  if (WITHOUT_BODY.has(statusCode)) return { [statusCode]: { description } }
  const content = { 'application/json': { schema: toAnswerSchema(responseModel, models) } }
  return { [statusCode]: { description, ...(etag ? { headers: ENTITY_TAG } : {}), content } }
}

function toAnswerSchema(spec: ResponseModelSpec | undefined, models: ModelSchemas): Schema {
  if (spec === undefined) return {}
  const single = models.refer(spec.model, 'out')
  return spec.array ? { type: 'array', items: single } : single
}
