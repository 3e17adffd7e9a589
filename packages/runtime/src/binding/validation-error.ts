import { BODY_PATH, type ValidationDetail, ValidationError } from '@portico/sdk'

// Thrown here and mapped by users: what both know of it is the SDK's.
export { type ValidationDetail, ValidationError }

/** Where a value stands in a request. */
export type Location = readonly (string | number | UnionTag)[]

/** A step of a location that isn't in the body: which class of a union the value is, as pydantic has it. */
export class UnionTag {
  readonly name: string

  constructor(tag: unknown) {
    this.name = String(tag)
  }
}

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

/** Something else where an object belongs. */
export const NOT_AN_OBJECT: Problem = {
  type: 'model_attributes_type',
  msg: 'Input should be a valid dictionary or object to extract fields from',
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
export function toDetail(problem: Problem, at: Location, input: unknown): ValidationDetail {
  const { type, msg, ctx } = problem
  const loc = at.map((step) => (step instanceof UnionTag ? step.name : step))
  const known = { type, loc, msg, input: input ?? null }
  const detail = ctx === undefined ? known : { ...known, ctx }
  const value = at.filter((step) => !(step instanceof UnionTag))
  // Told to those who ask for it, and not written.
  return value.length === at.length ? detail : Object.defineProperty(detail, BODY_PATH, { value })
}
