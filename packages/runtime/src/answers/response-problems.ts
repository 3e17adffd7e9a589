import { isClass } from '@portico/sdk'
import type { ValidationError as ModelError } from 'class-validator'

import { sentShapeOf } from './sent-shape.js'

/** What class-validator says of an answer, each with its property. What isn't sent may be anything. */
export function problemsOf(errors: readonly ModelError[], path = ''): readonly string[] {
  return errors.filter(isSent).flatMap(({ property, constraints = {}, children = [], target }) => {
    const at = Array.isArray(target) ? `${path}[${property}]` : joined(path, property)
    const own = Object.values(constraints).map((message) => `${at}: ${message}`)
    return [...own, ...problemsOf(children, at)]
  })
}

function isSent({ target, property }: ModelError): boolean {
  const model: unknown = target?.constructor
  if (!isClass(model) || Array.isArray(target)) return true
  return sentShapeOf(model).find((each) => each.property === property)?.sent ?? true
}

function joined(path: string, property: string | undefined): string {
  if (property === undefined) return path
  return path === '' ? property : `${path}.${property}`
}
