import type { ScalarType } from './parameter-spec.js'
import { TEXT_CONVERTERS } from './text-conversion.js'
import {
  accepted,
  type Conversion,
  isUnicode,
  NOT_FINITE,
  NOT_UNICODE,
  refused,
} from './validation-error.js'

/**
 * Makes a scalar of a JSON value: of its own JSON type, or of a string as in a query, as FastAPI does.
 */
export function convertJson(value: unknown, type: ScalarType): Conversion {
  if (typeof value === 'string') {
    return isUnicode(value) ? TEXT_CONVERTERS[type](value) : { ok: false, problem: NOT_UNICODE }
  }
  switch (type) {
    case 'string':
      return refused('string_type', 'Input should be a valid string')
    case 'number':
      return toNumber(value)
    case 'boolean':
      return toBoolean(value)
    case 'bigint':
      return toBigInt(value)
    case 'date':
      return refused('datetime_type', 'Input should be a valid datetime')
  }
}

function toNumber(value: unknown): Conversion {
  if (typeof value !== 'number') return refused('float_type', 'Input should be a valid number')
  // `1e999` is JSON, and infinite.
  return Number.isFinite(value) ? accepted(value) : { ok: false, problem: NOT_FINITE }
}

function toBoolean(value: unknown): Conversion {
  if (typeof value === 'boolean') return accepted(value)
  if (value === 0 || value === 1) return accepted(value === 1)
  return typeof value === 'number'
    ? refused('bool_parsing', 'Input should be a valid boolean, unable to interpret input')
    : refused('bool_type', 'Input should be a valid boolean')
}

function toBigInt(value: unknown): Conversion {
  if (typeof value !== 'number') return refused('int_type', 'Input should be a valid integer')
  if (Number.isSafeInteger(value)) return accepted(BigInt(value))
  const problem = Number.isInteger(value)
    ? 'digits that a JSON number does not keep; send it as a string'
    : 'a number with a fractional part'
  return refused('int_from_float', `Input should be a valid integer, got ${problem}`)
}
