import type { HandlerClass } from '@portico/sdk'
import {
  IS_DATE,
  IS_DATE_STRING,
  IS_EMPTY,
  IS_ENUM,
  IS_IN,
  IS_NEGATIVE,
  IS_NOT_EMPTY,
  IS_POSITIVE,
  MATCHES,
  MAX,
  MIN,
  ValidationTypes,
} from 'class-validator'
import { targetConstructorToSchema } from 'class-validator-jsonschema'

import { sentTypeOf } from '../answers/sent-type.js'
import { isExcluded, isSent } from '../binding/model-registries.js'
import { type PropertyShape, type PropertyType, shapeOf } from '../binding/model-shape.js'
import { enumValues } from '../binding/parameter-rules.js'
import type { Schema } from './open-api-types.js'
import { toPattern, toScalarSchema } from './scalar-schema.js'
import { type Refer, toUnionSchema } from './union-schema.js'

/** Whether a model is described as clients send it, or as it is sent to them. */
export type Direction = 'in' | 'out'

/**
 * What class-validator-jsonschema gets wrong for us: it names nested models itself, takes checks of
 * the user's own for types, numbers in an enum for strings, `@IsNotEmpty()` for a string and
 * `@Min()` for no integer, forgets the flags of patterns, and
 * describes dates and `null` as OpenAPI 3.0 has them.
 */
const OPTIONS = {
  additionalConverters: {
    [ValidationTypes.NESTED_VALIDATION]: {},
    [ValidationTypes.CUSTOM_VALIDATION]: {},
    [IS_NOT_EMPTY]: {},
    [IS_IN]: ({ constraints }) => ({ enum: [...constraints[0]] }),
    [MATCHES]: ({ constraints }) => ({
      type: 'string',
      ...toPattern(new RegExp(constraints[0], constraints[1])),
    }),
    [MIN]: ({ constraints }) => ({ minimum: constraints[0] }),
    [MAX]: ({ constraints }) => ({ maximum: constraints[0] }),
    [IS_POSITIVE]: { exclusiveMinimum: 0 },
    [IS_NEGATIVE]: { exclusiveMaximum: 0 },
    [IS_EMPTY]: { enum: ['', null] },
    [IS_DATE]: { type: 'string', format: 'date-time' },
    [IS_DATE_STRING]: { type: 'string', format: 'date-time' },
    [IS_ENUM]: ({ constraints }) => ({ enum: [...(enumValues({ enum: constraints[0] }) ?? [])] }),
  },
} satisfies Parameters<typeof targetConstructorToSchema>[1]

/** The JSON Schema of a model: names as on the wire, nested models by reference. */
export function toModelSchema(model: HandlerClass, direction: Direction, refer: Refer): Schema {
  const read = readChecks(model)
  const checked: Readonly<Record<string, object>> = read.properties ?? {}
  const shapes = shapesOf(model, direction)
  const required = shapes.filter(({ property }) => read.required?.includes(property))
  return {
    ...read,
    type: 'object',
    properties: Object.fromEntries(
      shapes.map((shape) => [
        shape.wireName,
        toPropertySchema(shape, { ...checked[shape.property] }, refer),
      ]),
    ),
    required: required.map(({ wireName }) => wireName),
  }
}

const checks = new WeakMap<HandlerClass, ReturnType<typeof targetConstructorToSchema>>()

/** Read once: each reading goes through the checks of all classes that there are. */
function readChecks(model: HandlerClass): ReturnType<typeof targetConstructorToSchema> {
  const read = checks.get(model) ?? targetConstructorToSchema(model, OPTIONS)
  checks.set(model, read)
  return read
}

function shapesOf(model: HandlerClass, direction: Direction): readonly PropertyShape[] {
  const shapes = [...shapeOf(model).byProperty.values()]
  if (direction === 'in') return shapes.filter(({ property }) => !isExcluded(model, property))
  return shapes
    .filter(({ property }) => isSent(model, property))
    .map((shape) => ({ ...shape, type: sentTypeOf(shape) }))
}

/** Whether what is sent of a model differs from what is taken for it, by its own properties. */
export function differsOnItsWayOut(model: HandlerClass): boolean {
  return [...shapeOf(model).byProperty.values()].some(
    (shape) =>
      isSent(model, shape.property) === isExcluded(model, shape.property) ||
      sentTypeOf(shape) !== shape.type,
  )
}

function toPropertySchema(shape: PropertyShape, checked: Schema, refer: Refer): Schema {
  const { type, emitted } = shape
  const isList = checked['type'] === 'array' || emitted.kind === 'array'
  if (type.kind === 'map')
    return { type: 'object', additionalProperties: toTypeSchema(type.of, refer) }
  if (type.kind === 'model' || type.kind === 'union') {
    const inner = toTypeSchema(type, refer)
    return isList ? { ...checked, type: 'array', items: inner } : { ...checked, ...inner }
  }
  if (isList) return { items: toTypeSchema(type, refer), ...checked, type: 'array' }
  const told = emitted.kind === 'scalar' ? toScalarSchema(emitted.type) : toTypeSchema(type, refer)
  return 'enum' in checked || 'oneOf' in checked ? checked : { ...told, ...checked }
}

function toTypeSchema(type: PropertyType, refer: Refer): Schema {
  switch (type.kind) {
    case 'any':
      return {}
    case 'primitive':
      return type.scalar === undefined ? {} : toScalarSchema(type.scalar)
    case 'model':
      return refer(type.model)
    case 'map':
      return { type: 'object', additionalProperties: toTypeSchema(type.of, refer) }
    case 'union':
      return toUnionSchema(type, refer)
  }
}
