import type { HandlerClass } from '@portico/sdk'

import { isNested } from './model-registries.js'
import { shapeOf } from './model-shape.js'
import { modelsWithin } from './models-within.js'
import { type ParameterSite, parameterError } from './parameter-site.js'

/**
 * Checks that a model, and every model inside it, can be validated.
 *
 * @throws InvalidEndpointError with the class and property, and what to write.
 */
export function assertModel(site: ParameterSite, model: HandlerClass): void {
  for (const each of modelsWithin(model)) {
    const { byProperty } = shapeOf(each)
    if (byProperty.size === 0) {
      throw parameterError(
        site,
        `no property of ${each.name} has a class-validator decorator, so nothing of it would be let in. Decorate them (@Allow() lets anything in), or write @Body({ validate: false })`,
      )
    }
    for (const { property, type } of byProperty.values()) {
      if (type.kind !== 'any' || !isNested(each, property)) continue
      throw parameterError(
        site,
        `${each.name}.${property} has @ValidateNested() but no @Type(), so its class isn't known. Add @Type(() => TheClass)`,
      )
    }
  }
}

/**
 * As {@link assertModel}, for a model that is read from a query string or a form.
 *
 * @throws InvalidEndpointError where a property can't be read from text.
 */
export function assertTextModel(site: ParameterSite, model: HandlerClass): void {
  assertModel(site, model)
  for (const { property, emitted, type } of shapeOf(model).byProperty.values()) {
    if (emitted.kind !== 'class' && type.kind !== 'model' && type.kind !== 'union') continue
    throw parameterError(
      site,
      `${model.name}.${property} is a class, which a query string can't hold, nor can a form. Use scalars and arrays of them, or a JSON body`,
    )
  }
}
