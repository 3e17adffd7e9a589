import { emittedPropertyType, type HandlerClass, isClass } from '@portico/sdk'

import { type EmittedType, toEmittedType } from './emitted-type.js'
import { decoratedProperties, typeMetadataOf, wireNameOf } from './model-registries.js'
import type { ModelUnion, ScalarType } from './parameter-spec.js'

/** What class-transformer will make of a property's value. */
export type PropertyType =
  /** Left as it came. */
  | { readonly kind: 'any' }
  /** Given to `String()`, `Number()`, `new Date()` or the like. */
  | { readonly kind: 'primitive'; readonly scalar: ScalarType | undefined }
  | { readonly kind: 'model'; readonly model: HandlerClass }
  /** An object whose values are of the type. */
  | { readonly kind: 'map'; readonly of: PropertyType }
  | UnionType

/** One of several models, told by a property. */
export interface UnionType extends ModelUnion {
  readonly kind: 'union'
  /** Whether class-transformer leaves the property in. */
  readonly keepsTag: boolean
}

/** One property that a model knows. */
export interface PropertyShape {
  readonly property: string
  readonly wireName: string
  readonly type: PropertyType
  /** What the compiler emitted, for values that come as text. */
  readonly emitted: EmittedType
}

/** The properties that a model knows. Everything else is dropped from what a client sent. */
export interface ModelShape {
  readonly byWireName: ReadonlyMap<string, PropertyShape>
  readonly byProperty: ReadonlyMap<string, PropertyShape>
}

const SHAPES = new WeakMap<object, ModelShape>()

/** Reads the shape of a model from the registries of class-validator and class-transformer, once. */
export function shapeOf(model: HandlerClass): ModelShape {
  const known = SHAPES.get(model)
  if (known !== undefined) return known
  const shapes = [...decoratedProperties(model)].map((property) => toShape(model, property))
  const shape: ModelShape = {
    byWireName: new Map(shapes.map((each) => [each.wireName, each])),
    byProperty: new Map(shapes.map((each) => [each.property, each])),
  }
  SHAPES.set(model, shape)
  return shape
}

function toShape(model: HandlerClass, property: string): PropertyShape {
  const emitted = toEmittedType(emittedPropertyType(model, property))
  const wireName = wireNameOf(model, property)
  return { property, wireName, emitted, type: toPropertyType(model, property) }
}

function toPropertyType(model: HandlerClass, property: string): PropertyType {
  const metadata = typeMetadataOf(model, property)
  if (metadata === undefined) return { kind: 'any' }
  const { typeFunction, reflectedType, options } = metadata
  const told: unknown =
    typeFunction?.({ newObject: {}, object: {}, property }) ?? (reflectedType as unknown)
  const type = toType(told)
  if (reflectedType === Map) return { kind: 'map', of: type }

  const { discriminator, keepDiscriminatorProperty: keepsTag = false } = options ?? {}
  if (discriminator === undefined) return type
  const subTypes = new Map<unknown, HandlerClass>()
  for (const { name, value } of discriminator.subTypes)
    if (isClass(value)) subTypes.set(name, value)
  return { kind: 'union', discriminator: discriminator.property, subTypes, keepsTag }
}

function toType(told: unknown): PropertyType {
  const emitted = toEmittedType(told)
  switch (emitted.kind) {
    case 'class':
      return { kind: 'model', model: emitted.model }
    case 'unknown':
      return { kind: 'any' }
    case 'scalar':
      return { kind: 'primitive', scalar: emitted.type }
    default:
      return { kind: 'primitive', scalar: undefined }
  }
}
