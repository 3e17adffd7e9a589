import type { FormParameterSpec } from '../binding/compile-form.js'
import type { ModelSchemas } from './model-schemas.js'
import type { OperationObject, Schema } from './open-api-types.js'
import { toParameterSchema } from './scalar-schema.js'

/** The form that parameters are bound from. */
export function toFormBody(
  specs: readonly FormParameterSpec[],
  models: ModelSchemas,
): OperationObject['requestBody'] {
  const fields = specs.filter(({ kind }) => kind === 'scalar')
  const schemas = specs.flatMap((spec) =>
    spec.kind === 'model' && spec.model !== undefined ? [models.refer(spec.model)] : [],
  )
  if (fields.length > 0) schemas.push(toFieldsSchema(fields))
  const [only = {}] = schemas
  const schema = schemas.length > 1 ? { allOf: schemas } : only
  const required = specs.some((spec) => spec.required)
  return { required, content: { 'application/x-www-form-urlencoded': { schema } } }
}

function toFieldsSchema(specs: readonly FormParameterSpec[]): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(specs.map((spec) => [spec.name, toFieldSchema(spec)])),
    required: specs.filter(({ required }) => required).map(({ name }) => name),
  }
}

function toFieldSchema(spec: FormParameterSpec): Schema {
  return spec.kind === 'scalar' ? toParameterSchema(spec.type, spec.array, spec.rules) : {}
}
