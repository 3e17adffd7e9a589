import type {
  BodyFieldParameterSpec,
  BodyListParameterSpec,
  BodyUnionParameterSpec,
  ModelParameterSpec,
  ParameterSpec,
} from '../binding/parameter-spec.js'
import { isFormParameter } from '../binding/compile-form.js'
import { toFormBody } from './form-body.js'
import type { ModelSchemas } from './model-schemas.js'
import type { ContentObject, OperationObject, Schema } from './open-api-types.js'
import { toParameterSchema, toScalarSchema } from './scalar-schema.js'
import { toUnionSchema } from './union-schema.js'

/** The body, JSON, form or raw, that parameters are bound from; `undefined` where none is. */
export function toRequestBody(
  specs: readonly ParameterSpec[],
  models: ModelSchemas,
): OperationObject['requestBody'] {
  const form = specs.filter(isFormParameter)
  if (form.length > 0) return toFormBody(form, models)
  const raw = specs.find((spec) => spec.kind === 'raw-body')
  if (raw !== undefined)
    return { required: raw.required, content: raw.as === 'text' ? TEXT : BYTES }
  const list = specs.find((spec) => spec.kind === 'body-list' || spec.kind === 'body-union')
  if (list !== undefined) {
    const schema = toElementsSchema(list, models)
    return { required: list.required, content: { 'application/json': { schema } } }
  }
  const wholes = specs.filter(isWholeBody)
  const fields = specs.filter(isField)
  if (wholes.length + fields.length === 0) return undefined

  const schemas = wholes.map((spec) => toWholeSchema(spec, models))
  if (fields.length > 0) schemas.push(toFieldsSchema(fields, models))
  const [only = {}] = schemas
  const schema = schemas.length > 1 ? { allOf: schemas } : only
  const required = [...wholes, ...fields].some((spec) => spec.required)
  return { required, content: { 'application/json': { schema } } }
}

/** Bytes have no schema in OpenAPI 3.1. */
const BYTES: ContentObject = { 'application/octet-stream': { schema: {} } }
const TEXT: ContentObject = { 'text/plain': { schema: { type: 'string' } } }

function isWholeBody(spec: ParameterSpec): spec is ModelParameterSpec {
  return spec.kind === 'model' && spec.in === 'body'
}

function isField(spec: ParameterSpec): spec is BodyFieldParameterSpec {
  return spec.kind === 'body-field'
}

function toElementsSchema(
  spec: BodyListParameterSpec | BodyUnionParameterSpec,
  models: ModelSchemas,
): Schema {
  if (spec.kind === 'body-list') return toParameterSchema(spec.type, true, spec.rules)
  const single = toUnionSchema(spec.union, (model) => models.refer(model))
  return spec.array ? { type: 'array', items: single } : single
}

function toWholeSchema({ model, array }: ModelParameterSpec, models: ModelSchemas): Schema {
  const single = model === undefined ? {} : models.refer(model)
  return array ? { type: 'array', items: single } : single
}

function toFieldsSchema(fields: readonly BodyFieldParameterSpec[], models: ModelSchemas): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((spec) => [spec.name, toFieldSchema(spec, models)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
  }
}

function toFieldSchema(
  { type, array = false }: BodyFieldParameterSpec,
  models: ModelSchemas,
): Schema {
  const single = typeof type === 'function' ? models.refer(type) : type && toScalarSchema(type)
  return array ? { type: 'array', items: single ?? {} } : (single ?? {})
}
