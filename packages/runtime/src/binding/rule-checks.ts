import type { ParameterRules } from '@portico/sdk'

import { convertJson } from './json-conversion.js'
import { enumValues } from './parameter-rules.js'
import { TEXT_CONVERTERS, type TextConverter } from './text-conversion.js'
import type { ScalarParameterSpec } from './parameter-spec.js'
import { accepted, type Conversion, refused } from './validation-error.js'

type Check = (value: unknown) => Conversion | undefined

/** Compiles type and rules of a parameter into one conversion of a text. */
export function compileText({
  type,
  rules,
}: Pick<ScalarParameterSpec, 'type' | 'rules'>): TextConverter {
  const values = enumValues(rules)
  if (values === undefined) return checked(TEXT_CONVERTERS[type], rules)
  const byText = new Map(values.map((value) => [String(value), value]))
  return checked(toMember(byText), rules)
}

/** Compiles type and rules of a JSON value, which is of its own type: `"1"` is no member of `[1, 2]`. */
export function compileJson({
  type,
  rules,
}: Pick<ScalarParameterSpec, 'type' | 'rules'>): (value: unknown) => Conversion {
  const values = enumValues(rules)
  if (values === undefined) return checked((value: unknown) => convertJson(value, type), rules)
  const byValue = new Map<unknown, string | number>(values.map((value) => [value, value]))
  return checked(toMember(byValue), rules)
}

function checked<T>(
  convert: (value: T) => Conversion,
  rules: ParameterRules,
): (value: T) => Conversion {
  const checks = compileChecks(rules)
  if (checks.length === 0) return convert
  return (sent) => {
    const conversion = convert(sent)
    if (!conversion.ok) return conversion
    for (const check of checks) {
      const refusal = check(conversion.value)
      if (refusal !== undefined) return refusal
    }
    return conversion
  }
}

function toMember<T>(bySent: ReadonlyMap<T, string | number>): (sent: T) => Conversion {
  const quoted = [...bySent.values()].map(quote)
  const last = quoted.at(-1) ?? ''
  const expected = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${last}` : last
  const refusal = refused('enum', `Input should be ${expected}`, { expected })
  return (sent) => {
    const value = bySent.get(sent)
    return value === undefined ? refusal : accepted(value)
  }
}

/** As Python prints it, which pydantic's messages show. */
function quote(value: string | number): string {
  if (typeof value === 'number') return String(value)
  return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`
}

function compileChecks(rules: ParameterRules): readonly Check[] {
  const { min, max, minLength, maxLength, pattern } = rules
  const checks: Check[] = []
  if (min !== undefined) checks.push(checkMin(min))
  if (max !== undefined) checks.push(checkMax(max))
  if (minLength !== undefined) checks.push(checkMinLength(minLength))
  if (maxLength !== undefined) checks.push(checkMaxLength(maxLength))
  if (pattern !== undefined) checks.push(checkPattern(pattern))
  return checks
}

function checkMin(min: number): Check {
  const msg = `Input should be greater than or equal to ${min}`
  return (value) =>
    isNumeric(value) && value < min ? refused('greater_than_equal', msg, { ge: min }) : undefined
}

function checkMax(max: number): Check {
  const msg = `Input should be less than or equal to ${max}`
  return (value) =>
    isNumeric(value) && value > max ? refused('less_than_equal', msg, { le: max }) : undefined
}

function checkMinLength(min: number): Check {
  const msg = `String should have at least ${characters(min)}`
  return (value) =>
    length(value) < min ? refused('string_too_short', msg, { min_length: min }) : undefined
}

function checkMaxLength(max: number): Check {
  const msg = `String should have at most ${characters(max)}`
  return (value) =>
    length(value) > max ? refused('string_too_long', msg, { max_length: max }) : undefined
}

function checkPattern({ source, flags }: RegExp): Check {
  // Without `g` and `y`, which would make one request's result depend on the one before.
  const pattern = new RegExp(source, flags.replace(/[gy]/g, ''))
  const msg = `String should match pattern '${source}'`
  return (value) =>
    typeof value === 'string' && !pattern.test(value)
      ? refused('string_pattern_mismatch', msg, { pattern: source })
      : undefined
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** Counts characters as people and pydantic do, not UTF-16 units. */
function length(value: unknown): number {
  return typeof value === 'string' ? [...value].length : 0
}

function characters(count: number): string {
  return `${count} ${count === 1 ? 'character' : 'characters'}`
}
