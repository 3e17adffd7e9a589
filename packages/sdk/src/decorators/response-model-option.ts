import { type HandlerClass, isClass } from '../endpoints/handler-class.js'
import type { ResponseModelSpec } from '../endpoints/endpoint-spec.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'

/** A class, or a class in brackets for an array of it: `User`, `[User]`. */
export type ResponseModel = HandlerClass | readonly [HandlerClass]

/** What an answer holds, as `@fastapiEndpoint()` takes it. */
export interface ResponseModelOptions {
  /**
   * Class that what the method returns has to satisfy, in brackets for an array of it: what the class
   * doesn't know stays inside, and a value that doesn't pass is a 500. Defaults to none.
   */
  readonly responseModel?: ResponseModel
}

/** @throws InvalidEndpointError where it isn't a class or one in brackets, or says nothing. */
export function toResponseModel(options: ResponseModelOptions): ResponseModelSpec | undefined {
  if (!('responseModel' in options)) return undefined
  const { responseModel: given } = options
  const list: readonly unknown[] = Array.isArray(given) ? given : [given]
  const [model] = list
  if (list.length === 1 && isClass(model) && model.prototype !== undefined) {
    return { model, array: Array.isArray(given) }
  }
  const hint =
    model === undefined ? ' (it is undefined: do two files import each other? Move the class)' : ''
  throw new InvalidEndpointError(
    `responseModel takes a class, such as User, or one in brackets for an array of it, such as [User]${hint}`,
  )
}
