import type { HandlerClass } from '@portico/sdk'

import type { ModelUnion } from '../binding/parameter-spec.js'
import type { Schema } from './open-api-types.js'

/** Gives the reference to a model. */
export type Refer = (model: HandlerClass) => Schema

/** One of several models, and which property tells them apart. */
export function toUnionSchema({ discriminator, subTypes }: ModelUnion, refer: Refer): Schema {
  const named = [...subTypes].map(([name, model]) => [String(name), refer(model)] as const)
  const mapping = Object.fromEntries(named.map(([name, { $ref }]) => [name, $ref]))
  const models = [...new Set(subTypes.values())]
  return {
    oneOf: models.map(refer),
    discriminator: { propertyName: discriminator, mapping },
  }
}
