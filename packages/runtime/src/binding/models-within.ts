import type { HandlerClass } from '@portico/sdk'

import { type PropertyShape, type PropertyType, shapeOf } from './model-shape.js'

/** A model and every model inside it; `typeOf` tells what a property holds. */
export function modelsWithin(
  model: HandlerClass,
  typeOf: (property: PropertyShape) => PropertyType = ({ type }) => type,
): ReadonlySet<HandlerClass> {
  const found = new Set([model])
  for (const each of found) {
    for (const property of shapeOf(each).byProperty.values()) {
      for (const inner of modelsOf(typeOf(property))) found.add(inner)
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
