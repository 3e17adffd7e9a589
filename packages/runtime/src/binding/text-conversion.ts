import { toDate } from './date-conversion.js'
import type { ScalarType } from './parameter-spec.js'
import { accepted, type Conversion, NOT_FINITE, refused } from './validation-error.js'

/** Makes a value of a text. */
export type TextConverter = (text: string) => Conversion

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/
const INTEGER = /^[+-]?\d+$/

/** As pydantic takes them, in any case. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((text) => [text, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((text) => [text, false] as const),
])

/** How a text becomes each type: strictly, in pydantic's words. */
export const TEXT_CONVERTERS: Readonly<Record<ScalarType, TextConverter>> = {
  string: accepted,
  number: toNumber,
  boolean: toBoolean,
  bigint: toBigInt,
  date: toDate,
}

function toNumber(text: string): Conversion {
  if (!NUMBER.test(text)) {
    return refused(
      'float_parsing',
      'Input should be a valid number, unable to parse string as a number',
    )
  }
  const value = Number(text)
  return Number.isFinite(value) ? accepted(value) : { ok: false, problem: NOT_FINITE }
}

function toBoolean(text: string): Conversion {
  const value = BOOLEANS.get(text.toLowerCase())
  return value === undefined
    ? refused('bool_parsing', 'Input should be a valid boolean, unable to interpret input')
    : accepted(value)
}

function toBigInt(text: string): Conversion {
  if (INTEGER.test(text)) {
    const digits = text.startsWith('+') ? text.slice(1) : text
    // Converting is quadratic in digits; pydantic stops at the same length.
    if (digits.length <= 4300) return accepted(BigInt(digits))
    return refused(
      'int_parsing_size',
      'Unable to parse input string as an integer, exceeded maximum size',
    )
  }
  return refused(
    'int_parsing',
    'Input should be a valid integer, unable to parse string as an integer',
  )
}
