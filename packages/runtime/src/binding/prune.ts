import { type ModelShape, type PropertyType, shapeOf } from './model-shape.js'
import {
  isUnicode,
  type Location,
  NOT_FINITE,
  NOT_UNICODE,
  type Problem,
  UNKNOWN_PROPERTY,
} from './validation-error.js'

/**
 * Told of each property that no model knows (it is dropped), and of each value that nothing could
 * validate.
 */
export type OnProblem = (problem: Problem, loc: Location, value: unknown) => void

/** Names that mean something to JavaScript itself and never reach an object. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Copies a parsed value with only the properties that its models know. Its depth has been checked.
 *
 * class-transformer is quadratic in keys and would let every unknown one through.
 */
export function prune(
  value: unknown,
  type: PropertyType,
  onProblem: OnProblem,
  loc: Location,
): unknown {
  if (Array.isArray(value)) {
    return value.map((element, index) => prune(element, type, onProblem, [...loc, index]))
  }
  if (typeof value === 'string' && !isUnicode(value)) onProblem(NOT_UNICODE, loc, value)
  // `1e999` is JSON, and infinite.
  if (typeof value === 'number' && !Number.isFinite(value)) onProblem(NOT_FINITE, loc, null)
  // A date was made by converting a query; JSON has none.
  if (!isObject(value) || value instanceof Date) return value
  switch (type.kind) {
    case 'any':
      return pruneMap(value, type, onProblem, loc)
    case 'map':
      return pruneMap(value, type.of, onProblem, loc)
    case 'primitive':
      // An object's own `valueOf` or `toString` would be called by the conversion, and throw.
      return {}
    case 'model':
      return pruneModel(value, shapeOf(type.model), onProblem, loc)
    case 'union':
      return pruneUnion(value, type, onProblem, loc)
  }
}

function pruneMap(
  value: object,
  type: PropertyType,
  onProblem: OnProblem,
  loc: Location,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (!FORBIDDEN.has(key)) copy[key] = prune(member, type, onProblem, [...loc, key])
  }
  return copy
}

function pruneModel(
  value: object,
  { byWireName }: ModelShape,
  onProblem: OnProblem,
  loc: Location,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    const shape = FORBIDDEN.has(key) ? undefined : byWireName.get(key)
    if (shape === undefined) onProblem(UNKNOWN_PROPERTY, [...loc, key], member)
    else copy[key] = prune(member, shape.type, onProblem, [...loc, key])
  }
  return copy
}

function pruneUnion(
  value: object,
  type: Extract<PropertyType, { kind: 'union' }>,
  onProblem: OnProblem,
  loc: Location,
): unknown {
  const { discriminator, subTypes, otherwise } = type
  const tag: unknown = Object.hasOwn(value, discriminator)
    ? Reflect.get(value, discriminator)
    : undefined
  const model = subTypes.get(tag)
  const { [discriminator]: _tag, ...rest }: Record<string, unknown> = { ...value }
  const pruned = prune(
    rest,
    model === undefined ? otherwise : { kind: 'model', model },
    onProblem,
    loc,
  )
  // class-transformer reads the tag itself.
  return isObject(pruned) && model !== undefined ? { ...pruned, [discriminator]: tag } : pruned
}

/** Whether it has properties. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
