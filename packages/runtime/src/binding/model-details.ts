import { isClass } from '@portico/sdk'
import type { ValidationError as ModelError } from 'class-validator'

import { type PropertyType, shapeOf } from './model-shape.js'
import { readUnionTag } from './union-tag.js'
import { isObject } from './is-object.js'
import {
  type Location,
  MISSING,
  toDetail,
  UnionTag,
  type ValidationDetail,
} from './validation-error.js'

/** Turns class-validator's errors into details, with names and values as the client sent them. */
export function modelDetails(
  errors: readonly ModelError[],
  sent: unknown,
  loc: Location,
  { within = ANY, most = Number.POSITIVE_INFINITY }: ModelDetailsOptions = {},
): readonly ValidationDetail[] {
  const details: ValidationDetail[] = []
  for (const error of errors) {
    if (details.length >= most) break
    const key = keyOf(error)
    const type = typeof key === 'number' ? within : typeOf(error)
    const at = key === undefined ? loc : [...loc, key]
    const value = key === undefined ? sent : memberOf(sent, key)
    const children = isMistakenForElement(error, value) ? [] : (error.children ?? [])
    const inner = modelDetails(children, value, [...at, ...tagOf(value, type)], {
      within: type,
      most: most - details.length,
    })
    for (const detail of constraintDetails(error, key, sent, at)) details.push(detail)
    for (const detail of inner) details.push(detail)
  }
  return details
}

/** Options of {@link modelDetails}. */
export interface ModelDetailsOptions {
  /** What the elements of a list are. Defaults to anything. */
  readonly within?: PropertyType
  /** How many are enough. Defaults to all. */
  readonly most?: number
}

const ANY: PropertyType = { kind: 'any' }

function typeOf({ target, property }: ModelError): PropertyType {
  const model: unknown = target?.constructor
  return (isClass(model) ? shapeOf(model).byProperty.get(property)?.type : undefined) ?? ANY
}

/** As pydantic, which tells the class of a union in the way to its properties. */
function tagOf(value: unknown, type: PropertyType): Location {
  if (type.kind !== 'union' || !isObject(value) || Array.isArray(value)) return []
  const member = readUnionTag(value, type)
  return member.ok ? [new UnionTag(member.tag)] : []
}

/** class-validator validates what stands where a list belongs as if it were an element of it. */
function isMistakenForElement({ constraints = {} }: ModelError, value: unknown): boolean {
  return Object.hasOwn(constraints, 'isArray') && !Array.isArray(value)
}

function constraintDetails(
  { constraints = {} }: ModelError,
  key: string | number | undefined,
  parent: unknown,
  loc: Location,
): readonly ValidationDetail[] {
  const failed = Object.entries(constraints)
  if (failed.length === 0) return []
  if (key !== undefined && isObject(parent) && !Object.hasOwn(parent, key)) {
    return [toDetail(MISSING, loc, parent)]
  }
  const input = key === undefined ? parent : memberOf(parent, key)
  return failed.map(([name, msg]) => toDetail({ type: toSnakeCase(name), msg }, loc, input))
}

/** An index in an array; else the name on the wire. `undefined` where the whole object is meant. */
function keyOf({ target, property }: ModelError): string | number | undefined {
  // class-validator leaves it out where it doesn't know the class, whatever its types say.
  const name: string | undefined = property
  if (name === undefined) return undefined
  if (Array.isArray(target) || target instanceof Set) return Number(name)
  const model: unknown = target?.constructor
  return isClass(model) ? (shapeOf(model).byProperty.get(name)?.wireName ?? name) : name
}

function memberOf(value: unknown, key: string | number): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

function toSnakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}
