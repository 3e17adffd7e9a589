import type { HandlerClass } from '@portico/sdk'

import type { PropertyType } from '../binding/model-shape.js'
import { copyAs } from './model-copy.js'
import { sentShapeOf } from './sent-shape.js'

/** What is sent of a value that `copyAs` made, as class-transformer's `instanceToPlain` has it. */
export function toPlainAs(value: unknown, type: PropertyType): unknown {
  if (typeof value !== 'object' || value === null) return value
  switch (type.kind) {
    case 'any':
    case 'primitive':
      return value
    case 'map':
      return toPlainMap(value, type.of)
    default:
      return Array.isArray(value)
        ? value.map((element: unknown) => toPlainAs(element, type))
        : toPlainObject(value, type)
  }
}

function toPlainMap(value: object, type: PropertyType): object {
  if (Array.isArray(value)) return value.map((element: unknown) => toPlainAs(element, type))
  const entries = Object.entries(value).map(([key, member]) => [key, toPlainAs(member, type)])
  return Object.fromEntries(entries)
}

function toPlainObject(value: object, type: PropertyType & { kind: 'model' | 'union' }): object {
  if (type.kind === 'model') return toPlainModel(value, type.model)
  for (const [tag, model] of type.subTypes) {
    if (value.constructor !== model) continue
    return { ...toPlainModel(value, model), [type.discriminator]: tag }
  }
  return {}
}

function toPlainModel(value: object, model: HandlerClass): object {
  const plain: Record<string, unknown> = {}
  for (const { property, where, name, type, sent, exposed, transform } of sentShapeOf(model)) {
    if (!sent || !(exposed || property in value)) continue
    const member: unknown = Reflect.get(value, property)
    // What a transform makes is new: its own objects have to be filtered again.
    const made = transform === undefined ? member : copyAs(transform(member, value), type, where)
    plain[name] = toPlainAs(made, type)
  }
  return plain
}
