import { AuthError } from '../errors/auth-error.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'

/** A class of errors. */
// `any` is how TypeScript itself spells "constructor with any parameters".
// oxlint-disable-next-line typescript/no-explicit-any
export type ErrorClass<E extends Error = Error> = abstract new (...args: any[]) => E

/** What an error is answered with. */
export interface MappedError {
  /** HTTP status, from 200 to 599. */
  readonly status: number
  /**
   * What the client is told: `{"detail": …}`, or problem+json where it asks for that. Defaults to the
   * status's own words.
   */
  readonly detail?: string
  /** `code` in problem+json. Defaults to `http_error`. */
  readonly code?: string
  /**
   * Sent in place of `detail`, as JSON; text and bytes go out as they are where `headers` has a
   * `Content-Type`.
   */
  readonly body?: unknown
  /** Header fields of the answer. Defaults to none. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

/** What a mapper may know of the request. */
export interface FailedRequest {
  readonly method: string
  /** Canonical path, still percent-encoded where that matters. */
  readonly path: string
  /** The `X-Request-Id` of the answer. */
  readonly requestId: string
}

/** Answers the errors of one class. */
export interface ErrorMapper {
  readonly error: ErrorClass
  map(error: Error, request: FailedRequest): MappedError
}

/**
 * Decides what errors of a class are answered with, for `defineApp({ errorMappers: [ … ] })`. Takes
 * what handlers, dependencies, interceptors and middleware behind the guard throw. Of several mappers
 * the one of the nearest class decides; that of `Error` itself gets what would be a 500.
 *
 * @param map answers at once, without a promise. What it throws is a 500 that tells nothing.
 * @throws InvalidEndpointError where it isn't a class of errors, or is that of a guard's refusals.
 * @example
 * mapError(OutOfStock, ({ item }) => ({ status: 409, detail: `${item} is out of stock` }))
 */
export function mapError<E extends Error>(
  type: ErrorClass<E>,
  map: (error: E, request: FailedRequest) => MappedError,
): ErrorMapper {
  if (!descendsFrom(Error, type) || typeof map !== 'function') {
    throw new InvalidEndpointError(
      'mapError() takes a class of errors and a function: mapError(OutOfStock, (error) => ({ status: 409, detail: error.message }))',
    )
  }
  if (descendsFrom(AuthError, type)) {
    throw new InvalidEndpointError(
      'mapError() takes no AuthError: what a guard refuses is always answered by the guard',
    )
  }
  const mapper: ErrorMapper = {
    error: type,
    // The runtime only hands it errors of this class.
    map: (error, request) => map(error as E, request),
  }
  return Object.freeze(mapper)
}

function descendsFrom(base: ErrorClass, value: unknown): boolean {
  return typeof value === 'function' && (value === base || value.prototype instanceof base)
}
