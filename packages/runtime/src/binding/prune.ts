import { isObject } from './is-object.js'
import { type ModelShape, type PropertyType, shapeOf, type UnionType } from './model-shape.js'
import { readUnionTag } from './union-tag.js'
import {
  isUnicode,
  type Location,
  NOT_AN_OBJECT,
  NOT_FINITE,
  NOT_UNICODE,
  type Problem,
  UnionTag,
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
    return value.map((element: unknown, index) =>
      type.kind === 'union'
        ? pruneUnionElement(element, type, onProblem, [...loc, index])
        : prune(element, type, onProblem, [...loc, index]),
    )
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
  type: UnionType,
  onProblem: OnProblem,
  loc: Location,
): Record<string, unknown> {
  const member = readUnionTag(value, type)
  if (!member.ok) {
    onProblem(member.problem, loc, value)
    return {}
  }
  const { tag, model } = member
  const { [type.discriminator]: _tag, ...rest }: Record<string, unknown> = { ...value }
  const pruned = pruneModel(rest, shapeOf(model), onProblem, [...loc, new UnionTag(tag)])
  // class-transformer reads the tag itself.
  return { ...pruned, [type.discriminator]: tag }
}

/** class-transformer throws at an element of a union that isn't an object. */
function pruneUnionElement(
  value: unknown,
  type: UnionType,
  onProblem: OnProblem,
  loc: Location,
): Record<string, unknown> {
  if (isObject(value) && !Array.isArray(value)) return pruneUnion(value, type, onProblem, loc)
  onProblem(NOT_AN_OBJECT, loc, value)
  return {}
}
