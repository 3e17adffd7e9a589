/** One thing that is wrong with a request, in FastAPI's shape. */
export interface ValidationDetail {
  /** Such as `missing`, `float_parsing` or `is_email`. */
  readonly type: string
  /** Where it is, such as `['body', 'items', 0, 'name']`. */
  readonly loc: Location
  readonly msg: string
  /** What the client sent; `null` where it sent nothing or a credential. */
  readonly input: unknown
  /** Facts that the message is made of. */
  readonly ctx?: Readonly<Record<string, unknown>> | undefined
}

/** Where a value stands in a request. */
export type Location = readonly (string | number)[]

/** What is wrong with a value, wherever it stands. */
export type Problem = Pick<ValidationDetail, 'type' | 'msg' | 'ctx'>

/** A value that passed. */
export interface Accepted {
  readonly ok: true
  readonly value: unknown
}

/** A value that didn't. */
export interface Refused {
  readonly ok: false
  readonly problem: Problem
}

/** A value converted, or why it can't be. */
export type Conversion = Accepted | Refused

/** How many failures one answer tells. More would let a small request ask for a huge answer. */
const MAX_DETAILS = 100

/** The request's arguments don't pass. Holds everything that is wrong, the first 100. */
export class ValidationError extends Error {
  readonly status = 422
  readonly details: readonly ValidationDetail[]
  override readonly name = 'ValidationError'

  constructor(details: readonly ValidationDetail[]) {
    super('The request does not pass validation')
    this.details = details.slice(0, MAX_DETAILS)
  }
}

/** The value isn't there. */
export const MISSING: Problem = { type: 'missing', msg: 'Field required' }

/** A property that its class, which says so, doesn't let in. */
export const UNKNOWN_PROPERTY: Problem = {
  type: 'extra_forbidden',
  msg: 'Extra inputs are not permitted',
}

/** A number beyond all numbers. */
export const NOT_FINITE: Problem = {
  type: 'finite_number',
  msg: 'Input should be a finite number',
}

/** A text with half a surrogate pair, which JSON can hold; some validators would throw at it. */
export const NOT_UNICODE: Problem = {
  type: 'string_unicode',
  msg: 'Input should be a valid string, unable to parse raw data as a unicode string',
}

/** Whether a text has no half of a surrogate pair. */
export function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Something sent nothing can be made of. */
export function refused(
  type: string,
  msg: string,
  ctx?: Readonly<Record<string, unknown>>,
): Refused {
  return { ok: false, problem: ctx === undefined ? { type, msg } : { type, msg, ctx } }
}

/** A conversion that succeeded. */
export function accepted(value: unknown): Accepted {
  return { ok: true, value }
}

/** A problem at a place, with its fields in the order in which FastAPI writes them. */
export function toDetail(problem: Problem, loc: Location, input: unknown): ValidationDetail {
  const { type, msg, ctx } = problem
  const detail = { type, loc, msg, input: input ?? null }
  return ctx === undefined ? detail : { ...detail, ctx }
}
