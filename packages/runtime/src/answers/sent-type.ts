import type { PropertyShape, PropertyType } from '../binding/model-shape.js'

/**
 * The type of a property on its way out: as on the way in, but that a class which only the compiler
 * tells filters too. Letting it through would send whatever its objects hold.
 */
export function sentTypeOf({ type, emitted }: PropertyShape): PropertyType {
  if (type.kind !== 'any' || emitted.kind !== 'class') return type
  return writesItself(emitted.model.prototype) ? type : { kind: 'model', model: emitted.model }
}

function writesItself(prototype: unknown): boolean {
  return typeof prototype === 'object' && prototype !== null && 'toJSON' in prototype
}
