import type { ParameterRules } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { readBodyField, readBodyModel, readQueryModel } from './decorated-model.js'
import type { DeclaredParameter } from './declared-parameters.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import { assertRules, enumValues } from './parameter-rules.js'
import type {
  InjectedParameterSpec,
  InjectedValue,
  ParameterSpec,
  ScalarParameterSpec,
  ScalarType,
} from './parameter-spec.js'
import { toEmittedType } from './emitted-type.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/**
 * Turns what decorators say of a parameter into a spec.
 *
 * @throws InvalidEndpointError for whatever of routing-controllers isn't implemented here: what is
 * ignored could be somebody's protection.
 */
export function readDecoratedParameter(
  site: ParameterSite,
  declared: DeclaredParameter,
): ParameterSpec {
  if (declared.kind === 'caller-token') return injected(site, 'caller-token')
  const [record, second] = declared.records
  if (record === undefined || second !== undefined) {
    throw parameterError(site, 'it has two parameter decorators. Keep one')
  }
  if (site.source?.rest === true) {
    throw parameterError(site, 'a rest parameter takes no decorator. Remove the three dots')
  }
  return readRecord(site, record, declared.rules)
}

function readRecord(
  site: ParameterSite,
  record: ParamMetadata,
  rules: ParameterRules,
): ParameterSpec {
  switch (record.type) {
    case 'param':
      assertInTemplate(site, record.name ?? '')
      return scalar(site, 'path', record, rules)
    case 'query':
      return scalar(site, 'query', record, rules)
    case 'header':
      return scalar(site, 'header', record, rules)
    case 'cookie':
      return scalar(site, 'cookie', record, rules)
    case 'body':
      return readBodyModel(site, record)
    case 'body-param':
      return readBodyField(site, record)
    case 'queries':
      return site.emitted.kind === 'unknown' && record.explicitType === undefined
        ? injected(site, 'query-params')
        : readQueryModel(site, record)
    case 'params':
      return whole(site, 'path-params', '@Params()', '@Param(…)')
    case 'headers':
      return whole(site, 'header-params', '@HeaderParams()', '@HeaderParam(…)')
    case 'cookies':
      return whole(site, 'cookie-params', '@CookieParams()', '@CookieParam(…)')
    case 'context':
      return injected(site, 'koa-context')
    case 'request':
      return injected(site, 'request')
    case 'response':
      return injected(site, 'response')
    case 'state':
      return { ...injected(site, 'state'), member: record.name }
    default:
      throw parameterError(site, `${DECORATORS[record.type]} is not supported yet. Remove it`)
  }
}

const DECORATORS: Readonly<Record<string, string>> = {
  file: '@UploadedFile()',
  files: '@UploadedFiles()',
  session: '@Session()',
  'session-param': '@SessionParam()',
  'current-user': '@CurrentUser()',
  'custom-converter': 'A decorator made by createParamDecorator()',
}

function injected(site: ParameterSite, what: InjectedValue): InjectedParameterSpec {
  const name = site.source?.name ?? what
  return { kind: 'injected', index: site.index, in: 'runtime', name, what, member: undefined }
}

/** All values of one kind; a class would make a promise of validation that isn't kept. */
function whole(
  site: ParameterSite,
  what: InjectedValue,
  decorator: string,
  instead: string,
): InjectedParameterSpec {
  if (site.emitted.kind === 'unknown') return injected(site, what)
  throw parameterError(
    site,
    `${decorator} gives plain strings and can't be validated by its type. Write ${instead} for each value, or the type Record<string, string>`,
  )
}

function assertInTemplate(site: ParameterSite, name: string): void {
  const { pathParams } = site.endpoint
  if (pathParams.includes(name)) return
  const names = pathParams.length === 0 ? 'no parameters' : `:${pathParams.join(', :')}`
  throw parameterError(
    site,
    `@Param('${name}') is not in the path, which has ${names}. Add :${name} to the path, or write @QueryParam('${name}')`,
  )
}

function scalar(
  site: ParameterSite,
  from: ScalarParameterSpec['in'],
  record: ParamMetadata,
  rules: ParameterRules,
): ScalarParameterSpec {
  const { name = '' } = record
  assertImplemented(site, record)
  const array = record.isArray === true
  const { type, assumed } = scalarType(site, record, rules, array)
  assertRules(site, type, rules)
  const optional = rules.default !== undefined || site.source?.default !== undefined
  const required = from === 'path' || (record.required === true && !optional)
  return {
    kind: 'scalar',
    index: site.index,
    in: from,
    name,
    type,
    array,
    required,
    rules,
    assumed,
  }
}

function assertImplemented(site: ParameterSite, record: ParamMetadata): void {
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
  record: ParamMetadata,
  rules: ParameterRules,
  array: boolean,
): Pick<ScalarParameterSpec, 'type' | 'assumed'> {
  const given: unknown = rules.type ?? record.explicitType
  const told = toEmittedType(given ?? (array ? String : undefined))
  if (told.kind === 'scalar') return { type: told.type, assumed: undefined }
  if (given !== undefined) {
    throw parameterError(
      site,
      'its "type" has to be String, Number, Boolean, BigInt or Date. Use @QueryParams() or @Body() for a class',
    )
  }
  const seen = enumType(rules) ?? emittedScalar(site) ?? defaultType(site, rules)
  if (seen !== undefined) return { type: seen, assumed: undefined }
  if (site.emitted.kind === 'unknown') return { type: 'string', assumed: 'text' }
  throw parameterError(site, problemOf(site))
}

function enumType(rules: ParameterRules): ScalarType | undefined {
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
      return 'its type is an array. Add { isArray: true } to @QueryParam (strings unless "type" says otherwise); other places hold a single value'
    case 'enum':
      return 'its type is an enum, whose values have to be given. Add { enum: … }'
    case 'class':
      return `a single value can't be the class ${emitted.model.name}. Use @QueryParams() or @Body(), or a scalar type`
    default:
      return "its type can't be read from text. Use string, number, boolean, bigint or Date, or add { type: … }"
  }
}
