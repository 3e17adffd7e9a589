import type { ParameterRules } from '@portico/sdk'

import { enumValues } from '../binding/parameter-rules.js'
import type { ScalarType } from '../binding/parameter-spec.js'
import type { Schema } from './open-api-types.js'

const TYPES: Readonly<Record<ScalarType, Schema>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  bigint: { type: 'integer' },
  date: { type: 'string', format: 'date-time' },
}

/** The schema of a single value with its rules; an array's default stands on the array. */
export function toScalarSchema(type: ScalarType, rules: ParameterRules = {}): Schema {
  const { min, max, minLength, maxLength, pattern } = rules
  const values = enumValues(rules)
  return {
    ...(values === undefined ? TYPES[type] : { enum: values }),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...toPattern(pattern),
  }
}

/** The schema of a parameter, its default included. */
export function toParameterSchema(type: ScalarType, array: boolean, rules: ParameterRules): Schema {
  const single = toScalarSchema(type, rules)
  const schema = array ? { type: 'array', items: single } : single
  const byDefault = toJsonDefault(rules.default)
  return byDefault === undefined ? schema : { ...schema, default: byDefault }
}

/**
 * The pattern, where JSON Schema can say it: that has no flags, and with one that changes what matches
 * it would say another thing.
 */
export function toPattern(pattern: RegExp | undefined): Schema {
  if (pattern === undefined || /[ims]/.test(pattern.flags)) return {}
  return { pattern: pattern.source }
}

function toJsonDefault(value: unknown): unknown {
  if (value instanceof Date) return value.toJSON() ?? undefined
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : undefined
  if (Array.isArray(value)) return value.map(toJsonDefault)
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}
