import { ValidationError } from './validation-error.js'

/** How complex a JSON body may be. */
export interface BodyLimits {
  /** Keys in one object. Defaults to 1,000. */
  readonly maxKeys?: number | undefined
  /** Elements in one array. Defaults to 10,000. */
  readonly maxItems?: number | undefined
  /** Objects and arrays inside each other. Defaults to 64. */
  readonly maxDepth?: number | undefined
}

/** The limits that hold where some are left out. */
export function limitsOf(limits: BodyLimits): Record<keyof BodyLimits, number> {
  const { maxKeys = 1_000, maxItems = 10_000, maxDepth = 64 } = limits
  return { maxKeys, maxItems, maxDepth }
}

/**
 * Checks a parsed body against the limits, without recursion: it runs before anything else may walk
 * the body, and a body can be nested deeper than the stack.
 *
 * @throws ValidationError with the type `too_complex`.
 */
export function assertSimple(body: unknown, limits: BodyLimits): void {
  const { maxKeys, maxItems, maxDepth } = limitsOf(limits)
  let level = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue
      if (depth >= maxDepth) throw tooDeep(maxDepth)
      if (Array.isArray(value)) {
        if (value.length > maxItems) throw tooManyItems(maxItems)
      } else if (Object.keys(value).length > maxKeys) throw tooManyKeys(maxKeys)
      for (const member of Object.values(value)) inner.push(member)
    }
    level = inner
  }
}

/** An object has more than `maxKeys` keys. */
export function tooManyKeys(maxKeys: number): ValidationError {
  return tooComplex(`at most ${maxKeys} keys in one object`)
}

/** An array has more than `maxItems` elements. */
export function tooManyItems(maxItems: number): ValidationError {
  return tooComplex(`at most ${maxItems} elements in one array`)
}

/** More than `maxDepth` objects and arrays stand inside each other. */
export function tooDeep(maxDepth: number): ValidationError {
  return tooComplex(`nested at most ${maxDepth} levels deep`)
}

/** The body is more than the limits let in. It isn't sent back: writing it could fail as well. */
export function tooComplex(limit: string): ValidationError {
  const msg = `Input is too complex: it may have ${limit}`
  return new ValidationError([{ type: 'too_complex', loc: ['body'], msg, input: null }])
}
