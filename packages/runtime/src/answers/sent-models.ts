import type { HandlerClass } from '@portico/sdk'

import { shapeOf, type PropertyType } from '../binding/model-shape.js'
import { sentTypeOf } from './sent-type.js'

/** A model and every model that its answers may hold. */
export function sentModelsWithin(model: HandlerClass): ReadonlySet<HandlerClass> {
  const found = new Set([model])
  for (const each of found) {
    for (const shape of shapeOf(each).byProperty.values()) {
      for (const inner of modelsOf(sentTypeOf(shape))) found.add(inner)
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
