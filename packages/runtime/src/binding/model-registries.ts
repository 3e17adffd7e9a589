import { type HandlerClass, lineageOf } from '@portico/sdk'
import type { TypeMetadata } from 'class-transformer'
import { defaultMetadataStorage as transformer } from 'class-transformer/cjs/storage.js'
import { getMetadataStorage, ValidationTypes } from 'class-validator'

/** Names of the properties that have a class-validator or class-transformer decorator. */
export function decoratedProperties(model: HandlerClass): ReadonlySet<string> {
  const names = new Set<string>(validations(model).map(({ propertyName }) => propertyName))
  for (const ancestor of lineageOf(model)) {
    for (const registry of transformerRegistries()) {
      for (const name of registry.get(ancestor)?.keys() ?? []) {
        if (name !== undefined) names.add(name)
      }
    }
  }
  return names
}

/** What `@Type()` says of a property. */
export function typeMetadataOf(model: HandlerClass, property: string): TypeMetadata | undefined {
  return transformer.findTypeMetadata(model, property)
}

/** The property's name on the wire, which `@Expose({ name })` changes. */
export function wireNameOf(model: HandlerClass, property: string): string {
  return transformer.findExposeMetadata(model, property)?.options?.name ?? property
}

/** Whether `@Exclude()` drops the property from what a client sends. */
export function isExcluded(model: HandlerClass, property: string): boolean {
  const excluded = transformer.findExcludeMetadata(model, property)
  return excluded !== undefined && excluded.options?.toPlainOnly !== true
}

/** Whether `@ValidateNested()` stands on the property. */
export function isNested(model: HandlerClass, property: string): boolean {
  return validations(model).some(
    ({ propertyName, type }) =>
      propertyName === property && type === ValidationTypes.NESTED_VALIDATION,
  )
}

function validations(model: HandlerClass) {
  return getMetadataStorage().getTargetValidationMetadatas(model, '', true, false)
}

function transformerRegistries() {
  return [
    transformer._typeMetadatas,
    transformer._exposeMetadatas,
    transformer._excludeMetadatas,
    transformer._transformMetadatas,
  ]
}
