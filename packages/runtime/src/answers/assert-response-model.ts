import { type HandlerClass, InvalidEndpointError } from '@portico/sdk'

import { isNested } from '../binding/model-registries.js'
import { shapeOf } from '../binding/model-shape.js'
import { sentModelsWithin } from './sent-models.js'

/**
 * Checks that a `responseModel`, and every model inside it, says what may leave.
 *
 * @throws InvalidEndpointError with the class or property, and what to write.
 */
export function assertResponseModel(model: HandlerClass): void {
  for (const each of sentModelsWithin(model)) {
    const { byProperty } = shapeOf(each)
    if (byProperty.size === 0) {
      throw new InvalidEndpointError(
        `no property of ${each.name}, which its responseModel is made of, has a decorator of class-validator or class-transformer, so nothing of it would be sent. Decorate what may leave (@Expose() sends anything)`,
      )
    }
    for (const { property, type } of byProperty.values()) {
      if (type.kind !== 'any' || !isNested(each, property)) continue
      throw new InvalidEndpointError(
        `${each.name}.${property} has @ValidateNested() but no @Type(), so its class isn't known. Add @Type(() => TheClass)`,
      )
    }
  }
}
