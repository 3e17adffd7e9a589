import type { HandlerClass } from '@portico/sdk'

import type { PropertyType } from '../binding/model-shape.js'
import { ResponseModelError } from './response-model-error.js'
import { type SentProperty, sentShapeOf } from './sent-shape.js'

/**
 * A value, all of whose objects that have a model are instances of it with its properties alone.
 *
 * @param where names the value to people.
 * @throws ResponseModelError where a union has an object that is none of its classes.
 */
export function copyAs(value: unknown, type: PropertyType, where: string): unknown {
  if (value === undefined || value === null || type.kind === 'any') return value
  if (type.kind === 'primitive') return convert(value, type)
  if (Array.isArray(value) || value instanceof Set) {
    return Array.from(value, (element: unknown) => copyAs(element, type, where))
  }
  if (typeof value !== 'object') return value
  switch (type.kind) {
    case 'model':
      return copyModel(value, type.model)
    case 'map':
      return copyMap(value, type.of, where)
    case 'union': {
      const model = memberOf(value, type)
      if (model !== undefined) return copyModel(value, model)
      const problem = `${where}: it is none of the classes that '${type.discriminator}' tells apart`
      throw new ResponseModelError([problem])
    }
  }
}

/** Which of a union's classes an object is: by its tag, else by the class that it is made of. */
function memberOf(
  value: object,
  { discriminator, subTypes }: PropertyType & { readonly kind: 'union' },
): HandlerClass | undefined {
  const told = subTypes.get(readProperty(value, discriminator))
  if (told !== undefined) return told
  const models = [...subTypes.values()]
  return (
    models.find((model) => value.constructor === model) ??
    models.find((model) => value instanceof model)
  )
}

function copyModel(value: object, model: HandlerClass): object {
  // Whoever made an instance has run its constructor; plain values get the defaults of the class.
  const copy: object =
    value instanceof model ? Object.create(model.prototype as object) : Reflect.construct(model, [])
  for (const each of sentShapeOf(model)) copyProperty(copy, value, each)
  return copy
}

function copyProperty(copy: object, value: object, sent: SentProperty): void {
  const { property, where, type, computed } = sent
  const member = readProperty(value, property)
  if (member === undefined) return
  const copied = copyAs(member, type, where)
  if (!computed) Reflect.set(copy, property, copied)
  else Object.defineProperty(copy, property, { value: copied, enumerable: true })
}

/** What every object inherits, such as `toString`, is no property of a value. Methods are called. */
function readProperty(value: object, property: string): unknown {
  if (property in Object.prototype && !Object.hasOwn(value, property)) return undefined
  const member: unknown = Reflect.get(value, property)
  return typeof member === 'function' ? (Reflect.apply(member, value, []) as unknown) : member
}

function copyMap(value: object, type: PropertyType, where: string): object {
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return Object.fromEntries(
    entries.map(([key, member]) => [String(key), copyAs(member, type, where)]),
  )
}

/** As class-transformer converts what `@Type(() => Number)` and the like name. */
function convert(value: unknown, type: PropertyType & { readonly kind: 'primitive' }): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => convert(element, type))
  if (value === undefined || value === null) return value
  switch (type.scalar) {
    case 'string':
      return String(value)
    case 'number':
      return Number(value)
    case 'boolean':
      return Boolean(value)
    case 'date':
      return new Date(value as string) // which takes whatever there is
    default:
      return value
  }
}
