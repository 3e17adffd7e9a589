import type { HandlerClass } from '@portico/sdk'
import { TransformationType, type TransformFnParams } from 'class-transformer'

import { isExposed, isSent, transformsToPlain } from '../binding/model-registries.js'
import { type PropertyType, shapeOf } from '../binding/model-shape.js'
import { sentTypeOf } from './sent-type.js'

/** One property of a model, as answers are made of it. */
export interface SentProperty {
  readonly property: string
  /** Such as `User.mail`, for people. */
  readonly where: string
  /** Name on the wire. */
  readonly name: string
  readonly type: PropertyType
  /** Whether its type, as the compiler tells it, is text, a number or the like: it holds no objects. */
  readonly scalar: boolean
  /** Whether it leaves. What doesn't isn't validated either. */
  readonly sent: boolean
  /** Whether `@Expose()` stands on it: it is made even where a value doesn't have it. */
  readonly exposed: boolean
  /** Whether the class computes it, so that assigning to it would fail or do more than that. */
  readonly computed: boolean
  /** What `@Transform()` makes of its value; `undefined` where there is none. */
  readonly transform: ((value: unknown, instance: object) => unknown) | undefined
}

const SHAPES = new WeakMap<object, readonly SentProperty[]>()

/** Reads what a model sends from the registries of class-validator and class-transformer, once. */
export function sentShapeOf(model: HandlerClass): readonly SentProperty[] {
  const known = SHAPES.get(model)
  if (known !== undefined) return known
  const shape = [...shapeOf(model).byProperty.values()].map((each): SentProperty => {
    const { property, wireName } = each
    return {
      property,
      where: `${model.name}.${property}`,
      name: wireName,
      type: sentTypeOf(each),
      scalar: each.emitted.kind === 'scalar',
      sent: isSent(model, property),
      exposed: isExposed(model, property),
      computed: isComputed(model.prototype, property),
      transform: compileTransform(model, property),
    }
  })
  SHAPES.set(model, shape)
  return shape
}

function compileTransform(model: HandlerClass, property: string): SentProperty['transform'] {
  const transforms = transformsToPlain(model, property)
  if (transforms.length === 0) return undefined
  return (value, instance) => {
    const params = { key: property, obj: instance, type: TO_PLAIN, options: {} }
    return transforms.reduce<unknown>(
      (current, transform) => transform({ ...params, value: current } satisfies TransformFnParams),
      value,
    )
  }
}

const TO_PLAIN = TransformationType.CLASS_TO_PLAIN

function isComputed(prototype: unknown, property: string): boolean {
  for (let each = prototype; typeof each === 'object' && each !== null;) {
    const descriptor = Object.getOwnPropertyDescriptor(each, property)
    if (descriptor !== undefined)
      return descriptor.get !== undefined || descriptor.set !== undefined
    each = Object.getPrototypeOf(each) as unknown
  }
  return false
}
