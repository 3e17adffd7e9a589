import type { BodyRules, ParameterRules } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { isRequired, modelOptions, readModel, readValueType } from './decorated-model.js'
import { enumType } from './decorated-scalar.js'
import { readModelUnion } from './decorated-union.js'
import { toEmittedType } from './emitted-type.js'
import { assertRules } from './parameter-rules.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type {
  BodyListParameterSpec,
  BodyUnionParameterSpec,
  ModelParameterSpec,
  RawBodyParameterSpec,
} from './parameter-spec.js'
import { rawBody } from './raw-body.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/**
 * Reads `@Body()`: a class or an array of it (`type`), one of several (`discriminator`), an array of
 * scalars (`type` or `enum`), bytes (`Buffer`), text (`string`), or with `{ validate: false }` anything
 * that JSON can hold.
 *
 * @throws InvalidEndpointError where it isn't one of these, or two.
 */
export function readBody(
  site: ParameterSite,
  record: ParamMetadata,
  { isArray, discriminator, ...rules }: ParameterRules & BodyRules,
): ModelParameterSpec | BodyListParameterSpec | BodyUnionParameterSpec | RawBodyParameterSpec {
  assertNoParserOptions(site, record)
  const { index } = site
  const array = isArray ?? site.emitted.kind === 'array'
  const common = { index, in: 'body', required: isRequired(site, record) } as const
  const name = site.source?.name ?? 'body'
  if (discriminator !== undefined) {
    assertNoRules(site, rules)
    const union = readModelUnion(site, record.explicitType, discriminator)
    return { kind: 'body-union', name, ...common, union, array, options: modelOptions(record) }
  }
  const raw = array ? undefined : rawType(site, record)
  if (raw !== undefined) {
    assertNoRules(site, rules)
    return { ...rawBody(site, raw), required: common.required }
  }
  const type = enumType(rules) ?? readValueType(site, record, array).type
  if (typeof type === 'string' && array) {
    assertRules(site, type, rules)
    return { kind: 'body-list', name, ...common, type, rules }
  }
  assertNoRules(site, rules)
  if (typeof type !== 'string') return readModel(site, record, { in: 'body', model: type, array })
  throw parameterError(
    site,
    `a whole body can't be a ${type}. Use a class, or @BodyParam('name') for one member of it`,
  )
}

function assertNoParserOptions(site: ParameterSite, { extraOptions }: ParamMetadata): void {
  if (extraOptions === undefined) return
  throw parameterError(
    site,
    '@Body({ options }) is not supported. Use maxBodyBytes of @fastapiEndpoint()',
  )
}

/** A rule that nobody checks looks like protection. */
function assertNoRules(site: ParameterSite, rules: ParameterRules): void {
  const [name] = Object.keys(rules)
  if (name === undefined) return
  throw parameterError(
    site,
    `${name} checks the elements of a body that is an array of scalars, and this one isn't. Remove it, or check it by the decorators of a class`,
  )
}

function rawType(
  { emitted, source }: ParameterSite,
  { explicitType, validate }: ParamMetadata,
): RawBodyParameterSpec['as'] | undefined {
  const told = explicitType === undefined ? emitted : toEmittedType(explicitType)
  if (told.kind === 'raw') return told.as
  // JSON that nobody checks may be a string as well.
  if (validate === false) return undefined
  const type = told.kind === 'unknown' ? source?.default?.type : told.kind === 'scalar' && told.type
  return type === 'string' ? 'text' : undefined
}
