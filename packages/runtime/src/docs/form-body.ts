import type { FormParameterSpec } from '../binding/compile-form.js'
import type { UploadParameterSpec } from '../binding/parameter-spec.js'
import type { ModelSchemas } from './model-schemas.js'
import type { ContentObject, OperationObject, Schema } from './open-api-types.js'
import { toParameterSchema } from './scalar-schema.js'

/** The form that parameters are bound from: only a multipart one can have files. */
export function toFormBody(
  specs: readonly FormParameterSpec[],
  models: ModelSchemas,
): OperationObject['requestBody'] {
  const uploads = specs.filter((spec) => spec.kind === 'upload')
  const fields = specs.filter((spec) => spec.kind !== 'model')
  const schemas = specs.flatMap((spec) =>
    spec.kind === 'model' && spec.model !== undefined ? [models.refer(spec.model)] : [],
  )
  if (fields.length > 0) schemas.push(toFieldsSchema(fields))
  const [only = {}] = schemas
  const schema = schemas.length > 1 ? { allOf: schemas } : only
  const required = specs.some((spec) => spec.required)
  return { required, content: toContent(schema, uploads) }
}

function toContent(schema: Schema, uploads: readonly UploadParameterSpec[]): ContentObject {
  if (uploads.length === 0) {
    return { 'application/x-www-form-urlencoded': { schema }, 'multipart/form-data': { schema } }
  }
  const encoding = uploads.flatMap(({ name, rules: { mimeTypes } }) =>
    mimeTypes === undefined ? [] : [[name, { contentType: mimeTypes.join(', ') }] as const],
  )
  return {
    'multipart/form-data':
      encoding.length === 0 ? { schema } : { schema, encoding: Object.fromEntries(encoding) },
  }
}

function toFieldsSchema(specs: readonly FormParameterSpec[]): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(specs.map((spec) => [spec.name, toFieldSchema(spec)])),
    required: specs.filter(({ required }) => required).map(({ name }) => name),
  }
}

function toFieldSchema(spec: FormParameterSpec): Schema {
  switch (spec.kind) {
    case 'scalar':
      return toParameterSchema(spec.type, spec.array, spec.rules)
    case 'upload':
      return spec.array ? { type: 'array', items: FILE, maxItems: spec.maxCount } : FILE
    case 'model':
      return {}
  }
}

/** `format` is how OpenAPI 3.0 said it, which tools still look for. */
const FILE: Schema = {
  type: 'string',
  format: 'binary',
  contentMediaType: 'application/octet-stream',
}
