import { type Discriminator, type HandlerClass, isClass } from '@portico/sdk'

import { assertModel } from './assert-model.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type { ModelUnion } from './parameter-spec.js'

/**
 * Reads the `discriminator` of `@Body()`. Decorators are plain JavaScript, so nothing has checked it.
 *
 * @throws InvalidEndpointError where it tells no classes apart, or one can't be validated.
 */
export function readModelUnion(
  site: ParameterSite,
  type: unknown,
  discriminator: Discriminator,
): ModelUnion {
  const given: Partial<Discriminator> | null = discriminator
  const { property, subTypes } = given ?? {}
  if (typeof property !== 'string' || property === '' || property === '__proto__') {
    throw parameterError(site, `its discriminator needs a property. ${EXAMPLE}`)
  }
  if (!Array.isArray(subTypes) || subTypes.length === 0) {
    throw parameterError(site, `its discriminator needs subTypes. ${EXAMPLE}`)
  }
  if (type !== undefined) {
    throw parameterError(site, 'it has a type and a discriminator, which names its types. Keep one')
  }
  const models = new Map<unknown, HandlerClass>()
  for (const each of subTypes as readonly unknown[]) {
    const { name, value } = Object(each) as { readonly name?: unknown; readonly value?: unknown }
    if (typeof name !== 'string' || !isClass(value)) {
      throw parameterError(site, `each of its subTypes needs a class and its name. ${EXAMPLE}`)
    }
    if (models.has(name))
      throw parameterError(site, `two of its subTypes are '${name}'. Rename one`)
    assertModel(site, value)
    models.set(name, value)
  }
  return { discriminator: property, subTypes: models }
}

const EXAMPLE = "Write { property: 'kind', subTypes: [{ value: Cat, name: 'cat' }] }"
