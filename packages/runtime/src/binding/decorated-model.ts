import type { HandlerClass } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { assertModel, assertTextModel } from './assert-model.js'
import { type EmittedType, toEmittedType } from './emitted-type.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type {
  BodyFieldParameterSpec,
  ModelOptions,
  ModelParameterSpec,
  ScalarType,
} from './parameter-spec.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/** Reads `@BodyParam('name')`: a scalar, a class, an array of either, or unchecked anything. */
export function readBodyField(site: ParameterSite, record: ParamMetadata): BodyFieldParameterSpec {
  if (record.parse === true) throw parameterError(site, 'parse is not supported. Remove it')
  const { index } = site
  return {
    kind: 'body-field',
    index,
    in: 'body',
    name: record.name ?? '',
    ...readValueType(site, record),
    required: isRequired(site, record),
    options: modelOptions(record),
  }
}

/** Reads `@QueryParams()` with a class. */
export function readQueryModel(site: ParameterSite, record: ParamMetadata): ModelParameterSpec {
  const { type, array } = readValueType(site, record)
  if (record.parse === true || array || type === undefined || typeof type === 'string') {
    throw parameterError(
      site,
      '@QueryParams() takes one class whose properties are validated, or the type Record<string, string>',
    )
  }
  assertTextModel(site, type)
  return readModel(site, record, { in: 'query', model: type, array: false })
}

/** A model that stands in a body or query as a parameter says it. */
export function readModel(
  site: ParameterSite,
  record: ParamMetadata,
  what: Pick<ModelParameterSpec, 'in' | 'model' | 'array'>,
): ModelParameterSpec {
  const { index } = site
  const name = site.source?.name ?? 'body'
  const required = isRequired(site, record)
  return { kind: 'model', index, name, required, ...what, options: modelOptions(record) }
}

/** What a JSON value is. */
export interface ValueType {
  readonly type: ScalarType | HandlerClass | undefined
  readonly array: boolean
}

/**
 * Reads what a JSON value is from `type`, the declared type or a default.
 *
 * @throws InvalidEndpointError where nothing tells.
 */
export function readValueType(
  site: ParameterSite,
  record: ParamMetadata,
  array = site.emitted.kind === 'array',
): ValueType {
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

/** Whether a value has to be sent: unless the decorator says otherwise or there is a default. */
export function isRequired(site: ParameterSite, record: ParamMetadata): boolean {
  return record.required !== false && site.source?.default === undefined
}

/** What a decorator says to class-validator and class-transformer. */
export function modelOptions({ validate, classTransform }: ParamMetadata): ModelOptions {
  return {
    validation: typeof validate === 'object' ? validate : undefined,
    transformation: classTransform,
  }
}
