import type { ModelParameterSpec, ParameterSpec } from '../binding/parameter-spec.js'
import type { ModelSchemas } from './model-schemas.js'
import type { ParameterObject, Schema } from './open-api-types.js'
import { toParameterSchema } from './scalar-schema.js'

/** Header fields that OpenAPI describes elsewhere, and takes for no parameters. */
const NO_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization'])

/** Names of a path's parameters: what we call each, and what the document calls it. */
export type PathNames = ReadonlyMap<string, string>

/** The parameters of an operation, each once; what its path names and no handler takes, too. */
export function toParameters(
  specs: readonly ParameterSpec[],
  pathNames: PathNames,
  models: ModelSchemas,
): readonly ParameterObject[] {
  const taken = specs.flatMap((spec) => toParameterObjects(spec, models))
  const inPath = [...pathNames].map(([name, documentName]): ParameterObject => {
    const found = taken.find((each) => each.in === 'path' && each.name === name)
    return { name: documentName, in: 'path', required: true, schema: found?.schema ?? TEXT }
  })
  return onceEach([...inPath, ...taken.filter(isOutsidePath)])
}

const TEXT: Schema = { type: 'string' }

function toParameterObjects(spec: ParameterSpec, models: ModelSchemas): readonly ParameterObject[] {
  if (spec.kind === 'model' && spec.in === 'query') return toQueryMembers(spec, models)
  if (spec.kind !== 'scalar' || spec.in === 'form') return []
  const { name, type, array, required, rules } = spec
  return [{ name, in: spec.in, required, schema: toParameterSchema(type, array, rules) }]
}

/** As FastAPI does: each property of the model is a value of the query. */
function toQueryMembers(
  { model, required }: ModelParameterSpec,
  models: ModelSchemas,
): readonly ParameterObject[] {
  if (model === undefined) return []
  const { properties = {}, required: names } = models.describe(model)
  const needed: readonly unknown[] = required && Array.isArray(names) ? names : []
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: needed.includes(name),
    schema,
  }))
}

function isOutsidePath(parameter: ParameterObject): boolean {
  if (parameter.in === 'path') return false
  return parameter.in !== 'header' || !NO_PARAMETERS.has(parameter.name.toLowerCase())
}

/** The first of equal ones stays, and is required where any of them is. */
function onceEach(parameters: readonly ParameterObject[]): readonly ParameterObject[] {
  const byKey = new Map<string, ParameterObject>()
  for (const parameter of parameters) {
    const key = keyOf(parameter)
    const first = byKey.get(key) ?? parameter
    byKey.set(key, { ...first, required: first.required || parameter.required })
  }
  return [...byKey.values()]
}

/** Header names differ in nothing but case. */
function keyOf({ in: place, name }: ParameterObject): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`
}
