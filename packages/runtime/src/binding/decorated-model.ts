import type { HandlerClass } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { assertModel, assertTextModel } from './assert-model.js'
import { type EmittedType, toEmittedType } from './emitted-type.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import { rawBody } from './raw-body.js'
import type {
  BodyFieldParameterSpec,
  ModelOptions,
  ModelParameterSpec,
  RawBodyParameterSpec,
  ScalarType,
} from './parameter-spec.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/**
 * Reads `@Body()`: a class, an array of it (`type`), bytes (`Buffer`), text (`string`), or with
 * `{ validate: false }` anything that JSON can hold.
 */
export function readBodyModel(
  site: ParameterSite,
  record: ParamMetadata,
): ModelParameterSpec | RawBodyParameterSpec {
  if (record.extraOptions !== undefined) {
    throw parameterError(
      site,
      '@Body({ options }) is not supported. Use maxBodyBytes of @fastapiEndpoint()',
    )
  }
  const raw = rawType(site, record)
  if (raw !== undefined) return { ...rawBody(site, raw), required: isRequired(site, record) }
  const { type, array } = valueType(site, record)
  if (typeof type === 'string') {
    throw parameterError(
      site,
      `a whole body can't be a ${type}. Use a class, or @BodyParam('name') for one member of it`,
    )
  }
  return model(site, record, { in: 'body', model: type, array })
}

function rawType(
  { emitted, source }: ParameterSite,
  { explicitType, validate }: ParamMetadata,
): RawBodyParameterSpec['as'] | undefined {
  if (emitted.kind === 'array') return undefined
  const told = explicitType === undefined ? emitted : toEmittedType(explicitType)
  if (told.kind === 'bytes') return 'bytes'
  // JSON that nobody checks may be a string as well.
  if (validate === false) return undefined
  const type = told.kind === 'unknown' ? source?.default?.type : told.kind === 'scalar' && told.type
  return type === 'string' ? 'text' : undefined
}

/** Reads `@BodyParam('name')`: a scalar, a class, an array of either, or unchecked anything. */
export function readBodyField(site: ParameterSite, record: ParamMetadata): BodyFieldParameterSpec {
  if (record.parse === true) throw parameterError(site, 'parse is not supported. Remove it')
  const { index } = site
  return {
    kind: 'body-field',
    index,
    in: 'body',
    name: record.name ?? '',
    ...valueType(site, record),
    required: isRequired(site, record),
    options: modelOptions(record),
  }
}

/** Reads `@QueryParams()` with a class. */
export function readQueryModel(site: ParameterSite, record: ParamMetadata): ModelParameterSpec {
  const { type, array } = valueType(site, record)
  if (record.parse === true || array || type === undefined || typeof type === 'string') {
    throw parameterError(
      site,
      '@QueryParams() takes one class whose properties are validated, or the type Record<string, string>',
    )
  }
  assertTextModel(site, type)
  return model(site, record, { in: 'query', model: type, array: false })
}

function model(
  site: ParameterSite,
  record: ParamMetadata,
  what: Pick<ModelParameterSpec, 'in' | 'model' | 'array'>,
): ModelParameterSpec {
  const { index } = site
  const name = site.source?.name ?? 'body'
  const required = isRequired(site, record)
  return { kind: 'model', index, name, required, ...what, options: modelOptions(record) }
}

interface ValueType {
  readonly type: ScalarType | HandlerClass | undefined
  readonly array: boolean
}

function valueType(site: ParameterSite, record: ParamMetadata): ValueType {
  const array = site.emitted.kind === 'array'
  if (record.validate === false) return { type: undefined, array: false }

  const given: unknown = record.explicitType
  const told: EmittedType = given === undefined ? site.emitted : toEmittedType(given)
  if (told.kind === 'scalar') return { type: told.type, array }
  if (told.kind === 'class') {
    assertModel(site, told.model)
    return { type: told.model, array }
  }
  const literal = site.source?.default?.type
  if (told.kind === 'unknown' && literal !== undefined) return { type: literal, array }
  throw parameterError(site, problemOf(told))
}

function problemOf(told: EmittedType): string {
  const unchecked = '{ validate: false } to take it unchecked'
  return told.kind === 'array'
    ? `what its array holds can't be seen in what TypeScript emits. Add { type: Item } with the class of one element, or ${unchecked}`
    : `its type can't be seen in what TypeScript emits, so it can't be validated. Use a class with class-validator decorators, or ${unchecked}`
}

function isRequired(site: ParameterSite, record: ParamMetadata): boolean {
  return record.required !== false && site.source?.default === undefined
}

function modelOptions({ validate, classTransform }: ParamMetadata): ModelOptions {
  return {
    validation: typeof validate === 'object' ? validate : undefined,
    transformation: classTransform,
  }
}
