import { requestParameters } from '../binding/request-parameters.js'
import type { ManifestEndpoint } from '../loader/manifest.js'
import { type DocumentPath, toDocumentPaths } from './document-paths.js'
import { ModelSchemas } from './model-schemas.js'
import type { OpenApiDocument, OperationObject } from './open-api-types.js'
import { toParameters } from './operation-parameters.js'
import { toRequestBody } from './request-body.js'
import { sharedAnswersOf, toResponses } from './response-objects.js'
import { toSecurity, toSecuritySchemes } from './security-schemes.js'
import { OWN_SCHEMAS, toSharedComponents } from './shared-answers.js'

/** Options of {@link createOpenApiDocument}. */
export interface OpenApiDocumentOptions {
  /** Where the paths begin. Defaults to `/`. */
  readonly serverUrl?: string
  /**
   * Endpoints whose security schemes are named, so that a caller knows how to send a credential.
   * Defaults to those that are described.
   */
  readonly authorizable?: readonly ManifestEndpoint[]
}

/**
 * Describes endpoints in the form of OpenAPI 3.1: these and nothing else, so that what a caller may
 * not see can be left out.
 *
 * @param title such as the app's name.
 */
export function createOpenApiDocument(
  title: string,
  endpoints: readonly ManifestEndpoint[],
  { serverUrl = '/', authorizable = endpoints }: OpenApiDocumentOptions = {},
): OpenApiDocument {
  const models = new ModelSchemas(OWN_SCHEMAS)
  const paths = new DocumentPaths()
  for (const endpoint of endpoints) describeEndpoint(endpoint, paths, models)
  const shared = toSharedComponents(
    new Set(endpoints.flatMap(sharedAnswersOf).map(([, name]) => name)),
  )
  return {
    openapi: '3.1.0',
    info: { title, version: '0.1.0' },
    servers: [{ url: serverUrl }],
    paths: paths.paths,
    components: {
      schemas: { ...models.schemas, ...shared.schemas },
      responses: shared.responses,
      securitySchemes: toSecuritySchemes(authorizable.map(({ protection }) => protection)),
    },
  }
}

/** Operations by path and method; paths that differ in nothing but names are one. */
class DocumentPaths {
  readonly paths: Record<string, Record<string, OperationObject>> = {}
  readonly #byShape = new Map<string, DocumentPath>()

  /** The path under which paths of this shape stand. */
  add(path: DocumentPath): DocumentPath {
    const first = this.#byShape.get(path.shape) ?? path
    this.#byShape.set(path.shape, first)
    return first
  }

  set({ path }: DocumentPath, method: string, operation: OperationObject): void {
    this.paths[path] = { ...this.paths[path], [method]: operation }
  }
}

function describeEndpoint(
  endpoint: ManifestEndpoint,
  paths: DocumentPaths,
  models: ModelSchemas,
): void {
  let count = 0
  const taken = requestParameters(endpoint.parameters)
  for (const own of toDocumentPaths(endpoint.path)) {
    const path = paths.add(own)
    const pathNames = new Map(own.names.map((name, index) => [name, path.names[index] ?? name]))
    const parameters = toParameters(taken, pathNames, models)
    for (const method of endpoint.methods) {
      count += 1
      // A label has no dot, so that no other endpoint has this id.
      const operationId = count === 1 ? endpoint.label : `${endpoint.label}.${count}`
      const operation = { ...toOperation(endpoint, models), operationId, parameters }
      paths.set(path, method.toLowerCase(), operation)
    }
  }
}

function toOperation(
  endpoint: ManifestEndpoint,
  models: ModelSchemas,
): Omit<OperationObject, 'operationId' | 'parameters'> {
  const { parameters, protection } = endpoint
  const requestBody = toRequestBody(parameters, models)
  const tags = endpoint.kind === 'declared' ? endpoint.spec.tags : []
  return {
    summary: summaryOf(endpoint),
    ...(tags.length === 0 ? {} : { tags }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: toResponses(endpoint, models),
    security: toSecurity(protection),
  }
}

/** As FastAPI does: `sayHello` is "Say Hello". */
function summaryOf(endpoint: ManifestEndpoint): string {
  const { kind, target, handler } = endpoint
  if (kind === 'declared' && endpoint.spec.summary !== undefined) return endpoint.spec.summary
  const name = kind === 'declared' && endpoint.spec.form === 'class' ? target.name : handler
  const words = name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|[^\W_]+/gu) ?? [name]
  return words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join(' ')
}
