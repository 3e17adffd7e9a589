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

const ERROR_DETAIL: Schema = {
  type: 'object',
  required: ['detail'],
  properties: { detail: TEXT },
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
          ctx: { type: 'object', additionalProperties: true },
        },
      },
    },
  },
}

const SCHEMAS = {
  Problem: PROBLEM,
  ErrorDetail: ERROR_DETAIL,
  ValidationError: VALIDATION_ERROR,
} as const satisfies Readonly<Record<string, Schema>>

type OwnSchema = keyof typeof SCHEMAS

/** Names of schemas that are ours; a model of that name gets a number behind it. */
export const OWN_SCHEMAS: readonly string[] = Object.keys(SCHEMAS)

/** An answer that endpoints have in common. */
interface SharedAnswer {
  readonly description: string
  readonly headers?: Readonly<Record<string, { readonly schema: Schema }>>
  /** Schemas by media type. */
  readonly content: Readonly<Record<string, Schema | OwnSchema>>
}

const GUARD_CONTENT = { 'text/plain': TEXT, 'application/problem+json': 'Problem' } as const
const ERROR_CONTENT = {
  'application/json': 'ErrorDetail',
  'application/problem+json': 'Problem',
} as const
const RETRY_AFTER = { 'Retry-After': { schema: { type: 'integer' } } }

const ANSWERS = {
  Unauthorized: {
    description: 'No credential, or none that is good',
    headers: { 'WWW-Authenticate': { schema: TEXT } },
    content: GUARD_CONTENT,
  },
  Forbidden: { description: 'The credential does not reach here', content: GUARD_CONTENT },
  TooLarge: { description: 'The body is too large', content: ERROR_CONTENT },
  UnsupportedType: { description: 'The body is of another type', content: ERROR_CONTENT },
  Invalid: { description: 'Validation error', content: { 'application/json': 'ValidationError' } },
  TooManyRequests: {
    description: 'Too many failed attempts',
    headers: RETRY_AFTER,
    content: GUARD_CONTENT,
  },
  Overloaded: {
    description: 'Too many calls at once',
    headers: RETRY_AFTER,
    content: ERROR_CONTENT,
  },
  TimedOut: { description: 'No answer in time', content: ERROR_CONTENT },
} as const satisfies Readonly<Record<string, SharedAnswer>>

/** Name of an answer that endpoints have in common. */
export type SharedAnswerName = keyof typeof ANSWERS

/** Refers to an answer that {@link toSharedComponents} describes. */
export function referToAnswer(name: SharedAnswerName): ResponseObject {
  return { $ref: `#/components/responses/${name}` }
}

/** Describes the answers of these names, and the schemas that they name. */
export function toSharedComponents(names: ReadonlySet<SharedAnswerName>): {
  readonly responses: Readonly<Record<string, ResponseObject>>
  readonly schemas: Readonly<Record<string, Schema>>
} {
  const answers: readonly (readonly [string, SharedAnswer])[] = Object.entries(ANSWERS).filter(
    ([name]) => [...names].some((each) => each === name),
  )
  const named = new Set(answers.flatMap(([, { content }]) => Object.values(content)))
  return {
    responses: Object.fromEntries(answers.map(([name, answer]) => [name, toResponse(answer)])),
    schemas: Object.fromEntries(Object.entries(SCHEMAS).filter(([name]) => has(named, name))),
  }
}

function has(names: ReadonlySet<unknown>, name: string): boolean {
  return names.has(name)
}

function toResponse({ description, headers, content }: SharedAnswer): ResponseObject {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: Object.fromEntries(
      Object.entries(content).map(([type, schema]) => [
        type,
        {
          schema: typeof schema === 'string' ? { $ref: `#/components/schemas/${schema}` } : schema,
        },
      ]),
    ),
  }
}
