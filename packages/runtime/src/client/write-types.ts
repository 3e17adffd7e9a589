import type { OpenApiDocument, OperationObject } from '../docs/open-api-types.js'
import { discriminateSchemas } from './discriminated-schemas.js'
import { toComment } from './doc-comment.js'
import { toOperationType, toParametersMember, toResponseType } from './operation-type.js'
import { toReferenceType } from './reference-type.js'
import { toSchemaType } from './schema-type.js'
import { NEVER, toBlock, toMember, type TypeText } from './type-text.js'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const OTHER_COMPONENTS = ['parameters', 'requestBodies', 'headers', 'pathItems']

/**
 * Writes the types of an API: `paths`, `components` and `operations` in the shape of
 * openapi-typescript 7, which openapi-fetch and its like read. The same description gives the same
 * text.
 */
export function writeTypes(document: OpenApiDocument): string {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  return [
    toDeclaration('paths', Object.entries(document.paths).map(toPathMember)),
    'export type webhooks = Record<string, never>\n',
    toDeclaration('components', toComponents(document)),
    'export type $defs = Record<string, never>\n',
    toDeclaration('operations', operations.map(toOperationMember)),
  ].join('\n')
}

/** An empty interface would let everything through. */
function toDeclaration(name: string, members: readonly string[]): string {
  if (members.length === 0) return `export type ${name} = Record<string, never>\n`
  return `export interface ${name} ${toBlock(members).text}\n`
}

function toPathMember([path, operations]: readonly [
  string,
  Readonly<Record<string, OperationObject>>,
]): string {
  const methods = METHODS.map((method) => {
    const operation = operations[method]
    if (operation === undefined) return toMember(method, NEVER, { optional: true })
    const { summary, operationId } = operation
    const type = toReferenceType(`#/operations/${encodeURIComponent(operationId)}`)
    return toMember(method, type, { comment: toComment({ summary }) })
  })
  return toMember(path, toBlock([toParametersMember([]), ...methods]))
}

function toOperationMember(operation: OperationObject): string {
  return toMember(operation.operationId, toOperationType(operation))
}

function toComponents(document: OpenApiDocument): readonly string[] {
  const { schemas, responses } = document.components
  const models = Object.entries(discriminateSchemas(document, schemas)).map(([name, schema]) =>
    toMember(name, toSchemaType(schema, { isSent: false }), { comment: toComment(schema) }),
  )
  const answers = Object.entries(responses).map(([name, response]) =>
    toMember(name, toResponseType(response), { comment: toComment(response) }),
  )
  return [
    toMember('schemas', toBlockOrNever(models)),
    toMember('responses', toBlockOrNever(answers)),
    ...OTHER_COMPONENTS.map((kind) => toMember(kind, NEVER)),
  ]
}

function toBlockOrNever(members: readonly string[]): TypeText {
  return members.length === 0 ? NEVER : toBlock(members)
}
