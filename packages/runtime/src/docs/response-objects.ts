import type { ResponseModelSpec } from '@portico/sdk'

import type { ManifestEndpoint } from '../loader/manifest.js'
import type { ModelSchemas } from './model-schemas.js'
import type { ResponseObject, Schema } from './open-api-types.js'

const TEXT: Schema = { type: 'string' }

const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: TEXT,
    title: TEXT,
    status: { type: 'integer' },
    detail: TEXT,
    code: TEXT,
    request_id: TEXT,
  },
}

const VALIDATION_ERROR: Schema = {
  type: 'object',
  required: ['detail'],
  properties: {
    detail: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'loc', 'msg'],
        properties: {
          type: TEXT,
          loc: { type: 'array', items: { type: ['string', 'integer'] } },
          msg: TEXT,
          input: {},
          ctx: { type: 'object' },
        },
      },
    },
  },
}

const GUARD_CONTENT = {
  'text/plain': { schema: TEXT },
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
}

const ENTITY_TAG = { ETag: { schema: TEXT } }
const RETRY_AFTER = { 'Retry-After': { schema: { type: 'integer' } } }

/** Names of schemas that are ours; a model of that name gets a number behind it. */
export const OWN_SCHEMAS = ['Problem', 'ValidationError'] as const

/** The answers that endpoints have in common, and the schemas which these name. */
export const SHARED_ANSWERS = {
  protected: {
    schemas: { Problem: PROBLEM },
    responses: {
      Unauthorized: {
        description: 'No credential, or none that is good',
        headers: { 'WWW-Authenticate': { schema: TEXT } },
        content: GUARD_CONTENT,
      },
      Forbidden: { description: 'The credential does not reach here', content: GUARD_CONTENT },
      TooManyRequests: {
        description: 'Too many failed attempts',
        headers: RETRY_AFTER,
        content: GUARD_CONTENT,
      },
    },
  },
  validated: {
    schemas: { ValidationError: VALIDATION_ERROR },
    responses: {
      Invalid: {
        description: 'Validation error',
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/ValidationError' } },
        },
      },
    },
  },
} as const

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
    ...(isProtected(endpoint)
      ? { 401: shared('Unauthorized'), 403: shared('Forbidden'), 429: shared('TooManyRequests') }
      : {}),
    ...(answersInvalid(endpoint) ? { 422: shared('Invalid') } : {}),
  }
}

/** Whether a guard stands in front. */
export function isProtected({ protection }: ManifestEndpoint): boolean {
  return protection.kind === 'protected'
}

/** Whether there is something of a request that can be wrong. */
export function answersInvalid({ kind, parameters }: ManifestEndpoint): boolean {
  return kind === 'declared' && parameters.some((parameter) => parameter.kind !== 'injected')
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

function shared(name: string): ResponseObject {
  return { $ref: `#/components/responses/${name}` }
}
