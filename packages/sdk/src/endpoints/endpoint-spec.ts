import type { CorsPolicy } from './cors-policy.js'
import type { HandlerClass } from './handler-class.js'
import type { Protection } from './protection.js'

/** The methods that an endpoint can answer. */
export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** HTTP method an endpoint answers. */
export type HttpMethod = (typeof HTTP_METHODS)[number]

/** What the answers of an endpoint hold. */
export interface ResponseModelSpec {
  readonly model: HandlerClass
  /** The answer is an array of the model. */
  readonly array: boolean
}

/** Declared by `@fastapiEndpoint`: one method of a class answers one HTTP method at one path. */
export interface FunctionEndpointSpec {
  readonly kind: 'function'
  /** Name of the method that is called. */
  readonly handler: string
  /** Whether the method or the whole class was decorated: it decides the default path and label. */
  readonly form: 'method' | 'class'
  readonly method: HttpMethod
  /** Path template; `undefined` takes the default. */
  readonly path: string | undefined
  /** Label; `undefined` takes the default. */
  readonly label: string | undefined
  readonly customDomains: readonly string[]
  readonly protection: Protection
  /** `undefined` where pages of other origins may not read the answers. */
  readonly cors: CorsPolicy | undefined
  readonly statusCode: number
  /** `undefined` sends what the method returns as it is. */
  readonly responseModel: ResponseModelSpec | undefined
  /** Whether answers have an `ETag`, and a 304 in their place where the client has them already. */
  readonly etag: boolean
  /** Time to the first byte of the answer. */
  readonly timeoutMs: number
  /** Longest silence of a streamed answer; `undefined` where any is fine. */
  readonly idleTimeoutMs: number | undefined
  readonly maxBodyBytes: number
  /** Most keys of one object in a body, and names of a form. */
  readonly maxKeys: number
  /** Most elements of one array in a body, and values of one name of a form. */
  readonly maxItems: number
  /** Most objects and arrays inside each other in a body. */
  readonly maxDepth: number
  readonly maxConcurrency: number | undefined
  /** Whether the API description has the endpoint. */
  readonly docs: boolean
  /** `undefined` takes the handler's name, in words. */
  readonly summary: string | undefined
  readonly tags: readonly string[]
}

/** What a web decorator declared. */
export type EndpointSpec = FunctionEndpointSpec
