import type { HandlerClass } from '@portico/sdk'

import { type PropertyType, shapeOf } from './model-shape.js'

/** A model and every model inside it. */
export function modelsWithin(model: HandlerClass): ReadonlySet<HandlerClass> {
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
      return [...type.subTypes.values()]
    default:
      return []
  }
}
