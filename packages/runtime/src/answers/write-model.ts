import type { HandlerClass } from '@portico/sdk'

import type { PropertyType } from '../binding/model-shape.js'
import { copyAs } from './model-copy.js'
import { ResponseModelError } from './response-model-error.js'
import { type SentProperty, sentShapeOf } from './sent-shape.js'

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
  for (const each of sentShapeOf(model)) {
    if (each.sent && (each.exposed || each.property in value)) {
      plain[each.name] = toPlainMember(value, each)
    }
  }
  return plain
}

function toPlainMember(value: object, sent: SentProperty): unknown {
  const { property, where, type, scalar, transform } = sent
  const member: unknown = Reflect.get(value, property)
  // What a transform makes is new: its own objects have to be filtered again.
  if (transform !== undefined) {
    return toPlainAs(copyAs(transform(member, value), type, where), type)
  }
  if (scalar && type.kind === 'any' && holdsProperties(member)) {
    throw new ResponseModelError([`${where}: an object stands where its type has none`])
  }
  return toPlainAs(member, type)
}

/** Whether something is written as an object or a list, of which nobody has said what may leave. */
function holdsProperties(member: unknown): boolean {
  if (typeof member !== 'object' || member === null) return false
  const written: unknown =
    'toJSON' in member && typeof member.toJSON === 'function' ? member.toJSON() : member
  return typeof written === 'object' && written !== null
}
