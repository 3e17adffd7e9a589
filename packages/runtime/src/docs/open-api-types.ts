/** A JSON Schema in the dialect of OpenAPI 3.1, which is 2020-12. */
export type Schema = Readonly<Record<string, unknown>>

/** One parameter of an operation. */
export interface ParameterObject {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly schema: Schema
}

/** Bodies by media type. */
export type ContentObject = Readonly<Record<string, MediaTypeObject>>

/** A body of one media type. */
export interface MediaTypeObject {
  readonly schema: Schema
  /** What the parts of a multipart form may be, by name. */
  readonly encoding?: Readonly<Record<string, { readonly contentType: string }>>
}

/** One answer of an operation, or a reference to one. */
export type ResponseObject =
  | { readonly $ref: string }
  | {
      readonly description: string
      readonly headers?: Readonly<Record<string, { readonly schema: Schema }>>
      readonly content?: ContentObject
    }

/** Schemes that are asked for together, by name. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>

/** How a credential is sent. */
export type SecurityScheme =
  | {
      readonly type: 'apiKey'
      readonly in: 'header'
      readonly name: string
      readonly description: string
    }
  | { readonly type: 'http'; readonly scheme: string; readonly description: string }

/** One method at one path. */
export interface OperationObject {
  readonly operationId: string
  readonly summary: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly ParameterObject[]
  readonly requestBody?: { readonly required: boolean; readonly content: ContentObject }
  readonly responses: Readonly<Record<string, ResponseObject>>
  /** Alternatives; none where everybody may call. */
  readonly security: readonly SecurityRequirement[]
}

/** An API description in the form of OpenAPI 3.1. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, ResponseObject>>
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>
  }
}
