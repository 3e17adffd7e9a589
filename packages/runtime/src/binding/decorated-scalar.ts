import type { ParameterRules } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { toEmittedType } from './emitted-type.js'
import { assertRules, enumValues } from './parameter-rules.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type { ScalarParameterSpec, ScalarType } from './parameter-spec.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/** What a decorator says of a single value, as routing-controllers records it. */
type ScalarRecord = Partial<ParamMetadata>

/**
 * Reads `@Param`, `@QueryParam`, `@HeaderParam`, `@CookieParam` or `@FormField` with their rules.
 *
 * @throws InvalidEndpointError where the type isn't known, or a rule can't be kept.
 */
export function readDecoratedScalar(
  site: ParameterSite,
  from: ScalarParameterSpec['in'],
  record: ScalarRecord,
  rules: ParameterRules,
): ScalarParameterSpec {
  const { name = '' } = record
  assertImplemented(site, record)
  const array = record.isArray === true
  const type = scalarType(site, record, rules, array)
  assertRules(site, type, rules)
  const optional = rules.default !== undefined || site.source?.default !== undefined
  const required = (from === 'path' || record.required === true) && !optional
  const { index } = site
  return { kind: 'scalar', index, in: from, name, type, array, required, rules }
}

function assertImplemented(site: ParameterSite, record: ScalarRecord): void {
  const { parse, classTransform, validate } = record
  if (parse === true || classTransform !== undefined || typeof validate === 'object') {
    throw parameterError(
      site,
      `parse, transform and validate are not supported for a single value. Remove them; type, enum, min, max and pattern check it`,
    )
  }
}

function scalarType(
  site: ParameterSite,
  record: ScalarRecord,
  rules: ParameterRules,
  array: boolean,
): ScalarType {
  if (site.emitted.kind === 'array' && !array) throw parameterError(site, problemOf(site))
  const given: unknown = rules.type ?? record.explicitType
  const told = toEmittedType(given)
  if (told.kind === 'scalar') return told.type
  if (given !== undefined) {
    throw parameterError(
      site,
      'its "type" has to be String, Number, Boolean, BigInt or Date. Use @QueryParams() or @Body() for a class',
    )
  }
  const seen = enumType(rules) ?? emittedScalar(site) ?? defaultType(site, rules)
  if (seen !== undefined) return seen
  // What can't be seen is text, as in routing-controllers.
  if (array || site.emitted.kind === 'unknown') return 'string'
  throw parameterError(site, problemOf(site))
}

/** Type of the values that `enum` allows; `undefined` where it isn't given. */
export function enumType(rules: ParameterRules): ScalarType | undefined {
  const values = enumValues(rules)
  if (values === undefined) return undefined
  return values.every((value) => typeof value === 'number') ? 'number' : 'string'
}

function emittedScalar({ emitted }: ParameterSite): ScalarType | undefined {
  return emitted.kind === 'scalar' ? emitted.type : undefined
}

function defaultType(
  { source, emitted }: ParameterSite,
  rules: ParameterRules,
): ScalarType | undefined {
  if (emitted.kind !== 'unknown') return undefined
  const value = rules.default
  const told = value instanceof Date ? Date : Object(value).constructor
  const type = value === undefined || value === null ? undefined : toEmittedType(told)
  return type?.kind === 'scalar' ? type.type : source?.default?.type
}

function problemOf({ emitted }: ParameterSite): string {
  switch (emitted.kind) {
    case 'array':
      return 'its type is an array. Add { isArray: true } to @QueryParam or @FormField (strings unless "type" says otherwise); other places hold a single value'
    case 'enum':
      return 'its type is an enum, whose values have to be given. Add { enum: … }'
    case 'class':
      return `a single value can't be the class ${emitted.model.name}. Use @QueryParams() or @Body(), or a scalar type`
    default:
      return "its type can't be read from text. Use string, number, boolean, bigint or Date, or add { type: … }"
  }
}
