import type { HandlerClass } from '@portico/sdk'

import { modelsWithin } from '../binding/models-within.js'
import { sentTypeOf } from './sent-type.js'

/** A model and every model that its answers may hold. */
export function sentModelsWithin(model: HandlerClass): ReadonlySet<HandlerClass> {
  return modelsWithin(model, sentTypeOf)
}
