import type { HandlerClass } from '@portico/sdk'

import { tooComplex } from './body-limits.js'
import { isObject } from './is-object.js'
import { convertJson } from './json-conversion.js'
import { type ModelShape, type PropertyType, shapeOf, type UnionType } from './model-shape.js'
import type { Pruned, PrunedPart } from './pruned.js'
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
 * validate. The location changes afterwards: keep a copy.
 */
export type OnProblem = (problem: Problem, loc: Location, value: unknown) => void

/** Names that mean something to JavaScript itself and never reach an object. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
/** class-transformer leaves out what would hide a method of every object. */
const FORBIDDEN_IN_MODELS: ReadonlySet<string> = new Set([
  ...FORBIDDEN,
  ...Object.getOwnPropertyNames(Object.prototype),
])

/** Inside one body: as many as one array may have. Each costs as much as hundreds of other values. */
const MAX_MODELS = 10_000

/**
 * Copies a parsed value with only the properties that its models know. Its depth has been checked.
 *
 * class-transformer is quadratic in keys and would let every unknown one through.
 *
 * @throws ValidationError `too_complex` where more than 10,000 models are inside it.
 */
export function prune(
  value: unknown,
  type: PropertyType,
  onProblem: OnProblem,
  loc: Location,
): Pruned {
  const forbidden = type.kind === 'any' ? FORBIDDEN : FORBIDDEN_IN_MODELS
  // The outermost isn't inside.
  const walk: Walk = { onProblem, forbidden, loc: [...loc], count: -1, work: 0, parts: [] }
  return { value: pruneValue(value, type, walk), parts: walk.parts, work: walk.work }
}

/** Where a walk through a body has come to. */
interface Walk {
  readonly onProblem: OnProblem
  readonly forbidden: ReadonlySet<string>
  readonly loc: Location[number][]
  readonly parts: PrunedPart[]
  count: number
  work: number
}

function pruneValue(value: unknown, type: PropertyType, walk: Walk): unknown {
  walk.work += 1
  if (Array.isArray(value)) return pruneList(value, type, walk)
  if (typeof value === 'string' && !isUnicode(value)) walk.onProblem(NOT_UNICODE, walk.loc, value)
  // `1e999` is JSON, and infinite.
  if (typeof value === 'number' && !Number.isFinite(value)) {
    walk.onProblem(NOT_FINITE, walk.loc, null)
  }
  if (type.kind === 'model') countModel(walk)
  if (isDate(type)) checkDate(value, walk)
  // A date was made by converting a query; JSON has none.
  if (!isObject(value) || value instanceof Date) return value
  switch (type.kind) {
    case 'any':
      return pruneMap(value, type, walk)
    case 'map':
      return pruneMap(value, type.of, walk)
    case 'primitive':
      // An object's own `valueOf` or `toString` would be called by the conversion, and throw.
      return {}
    case 'model':
      return pruneModelOf(type.model, value, walk)
    case 'union':
      return pruneUnion(value, type, walk)
  }
}

/** class-transformer gives it to `new Date()`, which takes a 31st of February, `true` and any number. */
function checkDate(value: unknown, { onProblem, loc }: Walk): void {
  if (value === null || typeof value === 'object' || value === undefined) return
  const conversion = convertJson(value, 'date')
  if (!conversion.ok && conversion.problem !== NOT_UNICODE)
    onProblem(conversion.problem, loc, value)
}

function isDate(type: PropertyType): boolean {
  return type.kind === 'primitive' && type.scalar === 'date'
}

/** What isn't an object counts as well: it is validated in a model's place. */
function countModel(walk: Walk): void {
  walk.count += 1
  walk.work += 9
  if (walk.count > MAX_MODELS) throw tooComplex(`at most ${MAX_MODELS} nested models`)
}

function pruneAt(key: string, value: unknown, type: PropertyType, walk: Walk): unknown {
  walk.loc.push(key)
  const pruned = pruneValue(value, type, walk)
  walk.loc.pop()
  return pruned
}

function pruneList(value: readonly unknown[], type: PropertyType, walk: Walk): unknown[] {
  const copy: unknown[] = []
  const isMember = type.kind === 'union'
  // Half a million elements are walked twice as fast without an iterator.
  for (let index = 0; index < value.length; index += 1) {
    walk.loc.push(index)
    const element = value[index]
    copy.push(isMember ? pruneMember(element, type, walk) : pruneValue(element, type, walk))
    walk.loc.pop()
  }
  if (isDate(type)) walk.parts.push({ type: Date, plain: copy, untagged: copy, work: walk.work })
  return copy
}

function pruneMap(value: object, type: PropertyType, walk: Walk): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (!walk.forbidden.has(key)) copy[key] = pruneAt(key, member, type, walk)
  }
  return copy
}

function pruneModelOf(model: HandlerClass, value: object, walk: Walk): Record<string, unknown> {
  const plain = pruneModel(value, shapeOf(model), walk)
  walk.parts.push({ type: model, plain, untagged: plain, work: walk.work })
  return plain
}

function pruneModel(
  value: object,
  { byWireName }: ModelShape,
  walk: Walk,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    const shape = FORBIDDEN.has(key) ? undefined : byWireName.get(key)
    if (shape !== undefined) copy[key] = pruneAt(key, member, shape.type, walk)
    else walk.onProblem(UNKNOWN_PROPERTY, [...walk.loc, key], member)
  }
  return copy
}

function pruneUnion(value: object, type: UnionType, walk: Walk): Record<string, unknown> {
  countModel(walk)
  const member = readUnionTag(value, type)
  if (!member.ok) {
    walk.onProblem(member.problem, walk.loc, value)
    return {}
  }
  const { tag, model } = member
  const { [type.discriminator]: _tag, ...rest }: Record<string, unknown> = { ...value }
  walk.loc.push(new UnionTag(tag))
  const untagged = pruneModel(rest, shapeOf(model), walk)
  walk.loc.pop()
  // class-transformer reads the tag itself.
  const plain = { ...untagged, [type.discriminator]: tag }
  walk.parts.push({
    type: model,
    plain,
    untagged: type.keepsTag ? plain : untagged,
    work: walk.work,
  })
  return plain
}

/** class-transformer throws at an element of a union that isn't an object. */
function pruneMember(value: unknown, type: UnionType, walk: Walk): Record<string, unknown> {
  if (isObject(value) && !Array.isArray(value)) return pruneUnion(value, type, walk)
  countModel(walk)
  walk.onProblem(NOT_AN_OBJECT, walk.loc, value)
  return {}
}
