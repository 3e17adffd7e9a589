import { emittedPropertyType, type HandlerClass, isClass } from '@portico/sdk'

import { type EmittedType, toEmittedType } from './emitted-type.js'
import { decoratedProperties, isNested, typeMetadataOf, wireNameOf } from './model-registries.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type { ScalarType } from './parameter-spec.js'

/** What class-transformer will make of a property's value. */
export type PropertyType =
  /** Left as it came. */
  | { readonly kind: 'any' }
  /** Given to `String()`, `Number()`, `new Date()` or the like. */
  | { readonly kind: 'primitive'; readonly scalar: ScalarType | undefined }
  | { readonly kind: 'model'; readonly model: HandlerClass }
  /** An object whose values are of the type. */
  | { readonly kind: 'map'; readonly of: PropertyType }
  | {
      readonly kind: 'union'
      readonly discriminator: string
      readonly subTypes: ReadonlyMap<unknown, HandlerClass>
      readonly otherwise: PropertyType
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

/**
 * Checks that a model, and every model inside it, can be validated.
 *
 * @throws InvalidEndpointError with the class and property, and what to write.
 */
export function assertModel(site: ParameterSite, model: HandlerClass): void {
  for (const each of modelsWithin(model)) {
    const { byProperty } = shapeOf(each)
    if (byProperty.size === 0) {
      throw parameterError(
        site,
        `no property of ${each.name} has a class-validator decorator, so nothing of it would be let in. Decorate them (@Allow() lets anything in), or write @Body({ validate: false })`,
      )
    }
    for (const { property, type } of byProperty.values()) {
      if (type.kind !== 'any' || !isNested(each, property)) continue
      throw parameterError(
        site,
        `${each.name}.${property} has @ValidateNested() but no @Type(), so its class isn't known. Add @Type(() => TheClass)`,
      )
    }
  }
}

/**
 * As {@link assertModel}, for a model that is read from a query string.
 *
 * @throws InvalidEndpointError where a property can't be read from text.
 */
export function assertQueryModel(site: ParameterSite, model: HandlerClass): void {
  assertModel(site, model)
  for (const { property, emitted, type } of shapeOf(model).byProperty.values()) {
    if (emitted.kind !== 'class' && type.kind !== 'model') continue
    throw parameterError(
      site,
      `${model.name}.${property} is a class, which a query string can't hold. Use scalars and arrays of them, or a body`,
    )
  }
}

function modelsWithin(model: HandlerClass): ReadonlySet<HandlerClass> {
  const found = new Set([model])
  for (const each of found) {
    for (const { type } of shapeOf(each).byProperty.values()) {
      for (const inner of modelsOf(type)) found.add(inner)
    }
  }
  return found
}

function modelsOf(type: PropertyType): readonly HandlerClass[] {
  switch (type.kind) {
    case 'model':
      return [type.model]
    case 'map':
      return modelsOf(type.of)
    case 'union':
      return [...type.subTypes.values(), ...modelsOf(type.otherwise)]
    default:
      return []
  }
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

  const { discriminator } = options ?? {}
  if (discriminator === undefined) return type
  const subTypes = new Map<unknown, HandlerClass>()
  for (const { name, value } of discriminator.subTypes)
    if (isClass(value)) subTypes.set(name, value)
  return { kind: 'union', discriminator: discriminator.property, subTypes, otherwise: type }
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
