import { type HandlerClass, lineageOf } from '@portico/sdk'
import { TransformationType, type TransformFnParams, type TypeMetadata } from 'class-transformer'
import { defaultMetadataStorage as transformer } from 'class-transformer/cjs/storage.js'
import { getMetadataStorage, ValidationTypes } from 'class-validator'

/** Names of the properties that have a class-validator or class-transformer decorator, ancestors' first. */
export function decoratedProperties(model: HandlerClass): ReadonlySet<string> {
  const names = new Set<string>()
  const validated = validations(model)
  for (const ancestor of [...lineageOf(model)].toReversed()) {
    for (const { target, propertyName } of validated) {
      if (target === ancestor) names.add(propertyName)
    }
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

/** Whether a property is a part of what is sent: `@Exclude()`, `@Expose()` and groups decide. */
export function isSent(model: HandlerClass, property: string): boolean {
  if (transformer.getStrategy(model) === 'excludeAll' && !isExposed(model, property)) return false
  if (transformer.getExcludedProperties(model, TO_PLAIN).includes(property)) return false
  // Nobody names a group, and who is in one is sent only to those who do.
  return !hasGroups(transformer.findExposeMetadata(model, property))
}

/** Whether `@Expose()` names the property for what is sent. */
export function isExposed(model: HandlerClass, property: string): boolean {
  return transformer.getExposedProperties(model, TO_PLAIN).includes(property)
}

/** What `@Transform()` makes of a property on its way out, in order. */
export function transformsToPlain(
  model: HandlerClass,
  property: string,
): readonly ((params: TransformFnParams) => unknown)[] {
  return transformer
    .findTransformMetadatas(model, property, TO_PLAIN)
    .filter((metadata) => !hasGroups(metadata))
    .map(({ transformFn }) => transformFn)
}

const TO_PLAIN = TransformationType.CLASS_TO_PLAIN

function hasGroups(
  metadata: { readonly options?: { readonly groups?: readonly string[] } | undefined } | undefined,
): boolean {
  return (metadata?.options?.groups ?? []).length > 0
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
