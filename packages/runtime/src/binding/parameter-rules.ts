import type { ParameterRules } from '@portico/sdk'

import { type ParameterSite, parameterError } from './parameter-site.js'
import type { ScalarType } from './parameter-spec.js'

/** The values that `enum` allows; `undefined` where it isn't given. */
export function enumValues(rules: ParameterRules): readonly (string | number)[] | undefined {
  const given = rules.enum
  if (given === undefined) return undefined
  if (isList(given)) return given
  // A numeric enum also maps its values back to their names.
  return Object.entries(given)
    .filter(([name]) => String(Number(name)) !== name)
    .map(([, value]) => value)
}

/**
 * Checks that every rule can be kept for the type.
 *
 * @throws InvalidEndpointError where one would silently check nothing.
 */
export function assertRules(site: ParameterSite, type: ScalarType, rules: ParameterRules): void {
  assertRuleValues(site, rules)
  const { min, max, minLength, maxLength, pattern } = rules
  const isNumeric = type === 'number' || type === 'bigint'
  if (!isNumeric && (min !== undefined || max !== undefined)) {
    throw parameterError(site, `min and max check a number, not a ${type}. Add { type: Number }`)
  }
  const hasTextRule = minLength !== undefined || maxLength !== undefined || pattern !== undefined
  if (type !== 'string' && hasTextRule) {
    throw parameterError(
      site,
      `minLength, maxLength and pattern check a string, not a ${type}. Add { type: String }`,
    )
  }
  if (enumValues(rules)?.length === 0) {
    throw parameterError(site, 'its enum has no values, so nothing would be let in. Give some')
  }
}

/** Nothing checks types when an app runs without a build step. */
function assertRuleValues(site: ParameterSite, rules: ParameterRules): void {
  const { min = -Infinity, max = Infinity, minLength = 0, maxLength = Infinity } = rules
  if (!isBound(min) || !isBound(max) || min > max) {
    throw parameterError(site, 'min and max must be numbers, max not below min')
  }
  if (!isLength(minLength) || !isLength(maxLength) || minLength > maxLength) {
    throw parameterError(
      site,
      'minLength and maxLength must be whole numbers from 0 up, maxLength not below minLength',
    )
  }
  if (rules.pattern !== undefined && !isRegExp(rules.pattern)) {
    throw parameterError(
      site,
      `pattern must be a regular expression: write pattern: /${String(rules.pattern)}/`,
    )
  }
  if (rules.enum !== undefined && (typeof rules.enum !== 'object' || rules.enum === null)) {
    throw parameterError(
      site,
      "its enum must be an array, such as ['asc', 'desc'], or a TypeScript enum",
    )
  }
}

function isBound(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(value)
}

function isLength(value: unknown): boolean {
  return value === Infinity || (Number.isSafeInteger(value) && Number(value) >= 0)
}

function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]'
}

function isList(given: NonNullable<ParameterRules['enum']>): given is readonly (string | number)[] {
  return Array.isArray(given)
}
