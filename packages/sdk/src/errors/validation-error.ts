/** Key of what a detail knows beyond what is written of it. */
export const BODY_PATH = Symbol.for('@portico/sdk:body-path')

/** One thing that is wrong with a request, in FastAPI's shape. */
export interface ValidationDetail {
  /** Such as `missing`, `float_parsing` or `is_email`. */
  readonly type: string
  /** Where it is, such as `['body', 'items', 0, 'name']`. */
  readonly loc: readonly (string | number)[]
  readonly msg: string
  /** What the client sent; `null` where it sent nothing or a credential. */
  readonly input: unknown
  /** Facts that the message is made of. */
  readonly ctx?: Readonly<Record<string, unknown>> | undefined
  /** `loc` without the steps that no body has, such as the class of a union; missing where all are in it. */
  readonly [BODY_PATH]?: readonly (string | number)[]
}

/** How many failures one answer tells. More would let a small request ask for a huge answer. */
const MAX_DETAILS = 100

/**
 * The request's arguments don't pass: answered 422, unless `mapError(ValidationError, …)` says
 * otherwise. Holds everything that is wrong, the first 100.
 */
export class ValidationError extends Error {
  readonly status = 422
  readonly details: readonly ValidationDetail[]
  override readonly name = 'ValidationError'

  constructor(details: readonly ValidationDetail[]) {
    super('The request does not pass validation')
    this.details = details.slice(0, MAX_DETAILS)
  }
}
