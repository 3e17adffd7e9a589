import type {
  ContentObject,
  OperationObject,
  ParameterObject,
  ResponseObject,
} from '../docs/open-api-types.js'
import { toComment } from './doc-comment.js'
import { toReferenceType } from './reference-type.js'
import { toSchemaType } from './schema-type.js'
import { NEVER, toBlock, toMember, type TypeText } from './type-text.js'

const PLACES = ['query', 'header', 'path', 'cookie'] as const
const SENT = { isSent: true }
const RECEIVED = { isSent: false }

/** The type of an operation: what it takes, and what it answers by status. */
export function toOperationType(operation: OperationObject): TypeText {
  const { parameters = [], requestBody, responses } = operation
  const body =
    requestBody === undefined
      ? NEVER
      : toBlock([toMember('content', toContentType(requestBody.content, SENT))])
  const answers = Object.entries(responses).map(([status, response]) =>
    toMember(status, toResponseType(response), { comment: toComment(response) }),
  )
  return toBlock([
    toParametersMember(parameters),
    toMember('requestBody', body, { optional: requestBody?.required !== true }),
    toMember('responses', answers.length === 0 ? NEVER : toBlock(answers)),
  ])
}

/** The member `parameters` of a path or an operation. */
export function toParametersMember(parameters: readonly ParameterObject[]): string {
  const places = PLACES.map((place) => {
    const here = parameters.filter((parameter) => parameter.in === place)
    const members = here.map((parameter) =>
      toMember(parameter.name, toSchemaType(parameter.schema, SENT), {
        optional: isOptional(parameter),
        comment: toComment(parameter),
      }),
    )
    const type = members.length === 0 ? NEVER : toBlock(members)
    return toMember(place, type, { optional: here.every(isOptional) })
  })
  return toMember('parameters', toBlock(places))
}

/** The type of one answer. Other header fields than those described may always be there. */
export function toResponseType(response: ResponseObject): TypeText {
  if ('$ref' in response) return toReferenceType(response.$ref)
  const { headers = {}, content = {} } = response
  const fields = Object.entries(headers).map(([name, { schema }]) =>
    toMember(name, toSchemaType(schema, RECEIVED), { optional: true, comment: toComment(schema) }),
  )
  const isEmpty = Object.keys(content).length === 0
  return toBlock([
    toMember('headers', toBlock([...fields, '[name: string]: unknown'])),
    toMember('content', isEmpty ? NEVER : toContentType(content, RECEIVED), { optional: isEmpty }),
  ])
}

function toContentType(content: ContentObject, place: typeof SENT): TypeText {
  return toBlock(
    Object.entries(content).map(([mediaType, { schema }]) =>
      toMember(mediaType, toSchemaType(schema, place)),
    ),
  )
}

function isOptional({ in: place, required }: ParameterObject): boolean {
  return place !== 'path' && !required
}
