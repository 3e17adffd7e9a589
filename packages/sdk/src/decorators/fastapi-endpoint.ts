import type { CorsOption } from '../endpoints/cors-policy.js'
import { recordEndpoint } from '../endpoints/endpoint-registry.js'
import {
  type FunctionEndpointSpec,
  HTTP_METHODS,
  type HttpMethod,
} from '../endpoints/endpoint-spec.js'
import type { HandlerClass } from '../endpoints/handler-class.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertBoolean, assertCount, assertKnownOptions, assertPositive } from './assert-options.js'
import { type DescriptionOptions, assertDescription } from './description-options.js'
import {
  type ClassOrHandlerDecorator,
  assertParentheses,
  toDecoratorTarget,
} from './decorator-target.js'
import {
  type AddressOptions,
  type ProtectionOptions,
  assertAddress,
  toCorsPolicy,
  toProtection,
} from './endpoint-options.js'
import { onTarget } from './on-target.js'
import { type ResponseModelOptions, toResponseModel } from './response-model-option.js'

/** Options of {@link fastapiEndpoint}. */
export interface FastapiEndpointOptions
  extends ProtectionOptions, AddressOptions, DescriptionOptions, ResponseModelOptions {
  /** HTTP method the endpoint answers. Defaults to `GET`. */
  readonly method?: HttpMethod
  /** Let pages of other origins read the answers. Defaults to `true`: any origin, no credentials. */
  readonly cors?: CorsOption
  /** HTTP status of a successful answer. Defaults to 200. */
  readonly statusCode?: number
  /**
   * Give JSON and bytes an `ETag`, and answer 304 where the client has them already; for GET and HEAD.
   * Defaults to `false`.
   */
  readonly etag?: boolean
  /** Time to the first byte of the answer. Defaults to 300,000. */
  readonly timeoutMs?: number
  /**
   * Longest silence of a streamed answer, after which its connection is broken off: nothing comes from
   * the handler, or the client reads nothing. Defaults to no limit.
   */
  readonly idleTimeoutMs?: number
  /** Largest request body. Defaults to 1 MiB. */
  readonly maxBodyBytes?: number
  /** Most keys of one object in a body, and names of a form. Defaults to 1,000. */
  readonly maxKeys?: number
  /** Most elements of one array in a body, and values of one name of a form. Defaults to 10,000. */
  readonly maxItems?: number
  /** Most objects and arrays inside each other in a body. Defaults to 64, may be 500. */
  readonly maxDepth?: number
  /**
   * Calls that run at once, a streamed answer until its end; as many again wait. Defaults to no limit.
   */
  readonly maxConcurrency?: number
}

const OPTIONS: Readonly<Record<keyof FastapiEndpointOptions, true>> = {
  method: true,
  path: true,
  label: true,
  customDomains: true,
  requiresProxyAuth: true,
  auth: true,
  public: true,
  cors: true,
  statusCode: true,
  responseModel: true,
  etag: true,
  timeoutMs: true,
  idleTimeoutMs: true,
  maxBodyBytes: true,
  maxKeys: true,
  maxItems: true,
  maxDepth: true,
  maxConcurrency: true,
  docs: true,
  summary: true,
  tags: true,
}

/**
 * Serves one method of a handler class at a URL of its own. On a class, its `handle` method.
 *
 * @example
 * class Greeter {
 *   @fastapiEndpoint({ requiresProxyAuth: true })
 *   hello() {
 *     return 'Hello'
 *   }
 * }
 * @throws InvalidEndpointError where the options can't be served, with class and method.
 */
export function fastapiEndpoint(options: FastapiEndpointOptions = {}): ClassOrHandlerDecorator {
  assertParentheses('fastapiEndpoint', [...arguments])

  return (owner: object, name?: string | symbol) => {
    const { target, handler = 'handle' } = toDecoratorTarget('@fastapiEndpoint()', owner, name)
    const form = name === undefined ? 'class' : 'method'
    if (form === 'class') assertHandleMethod(target)
    onTarget(target, handler, () =>
      recordEndpoint(target, toFunctionEndpointSpec(options, handler, form)),
    )
  }
}

function toFunctionEndpointSpec(
  options: FastapiEndpointOptions,
  handler: string,
  form: FunctionEndpointSpec['form'],
): FunctionEndpointSpec {
  assertOptions(options)
  const { method = 'GET', path, label, customDomains = [], cors = true } = options
  const {
    statusCode = 200,
    etag = false,
    timeoutMs = 300_000,
    idleTimeoutMs,
    maxBodyBytes = 1_048_576,
    maxConcurrency,
  } = options
  const { maxKeys = 1_000, maxItems = 10_000, maxDepth = 64 } = options
  const { docs = false, summary, tags = [] } = options
  return {
    kind: 'function',
    handler,
    form,
    method,
    path,
    label,
    customDomains,
    protection: toProtection(options),
    cors: toCorsPolicy(cors),
    statusCode,
    responseModel: toResponseModel(options),
    etag,
    timeoutMs,
    idleTimeoutMs,
    maxBodyBytes,
    maxKeys,
    maxItems,
    maxDepth,
    maxConcurrency,
    docs,
    summary,
    tags,
  }
}

function assertOptions(options: FastapiEndpointOptions): void {
  assertKnownOptions(options, OPTIONS)
  const { method, statusCode = 200 } = options
  if (method !== undefined && !HTTP_METHODS.includes(method)) {
    throw new InvalidEndpointError(
      `method '${method}' is unknown: use one of ${HTTP_METHODS.join(', ')}`,
    )
  }
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) {
    throw new InvalidEndpointError(
      `statusCode must be a whole number from 200 to 599, not ${statusCode}`,
    )
  }
  assertEtag(options)
  assertAddress(options)
  assertPositive('timeoutMs', options.timeoutMs, MAX_TIMER_MS)
  assertPositive('idleTimeoutMs', options.idleTimeoutMs, MAX_TIMER_MS)
  assertCount('maxBodyBytes', options.maxBodyBytes)
  assertCount('maxKeys', options.maxKeys)
  assertCount('maxItems', options.maxItems)
  assertCount('maxDepth', options.maxDepth, MAX_DEPTH)
  assertCount('maxConcurrency', options.maxConcurrency)
  assertDescription(options)
}

function assertEtag({ etag, method = 'GET' }: FastapiEndpointOptions): void {
  assertBoolean('etag', etag)
  if (etag !== true || method === 'GET' || method === 'HEAD') return
  throw new InvalidEndpointError(
    `etag: true is for GET and HEAD, not for ${method}: nobody keeps the answer of a ${method}. Remove it`,
  )
}

/** Validating is recursive, and must not come near the end of the stack. */
const MAX_DEPTH = 500

/** Node fires timers that are set longer at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

function assertHandleMethod(target: HandlerClass): void {
  if (typeof target.prototype.handle === 'function') return
  throw new InvalidEndpointError(
    `${target.name} has @fastapiEndpoint() but no method "handle": add one, or decorate a method instead`,
  )
}
