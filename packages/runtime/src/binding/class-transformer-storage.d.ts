/** The registry of class-transformer, which its index doesn't export: only what is read of it. */
declare module 'class-transformer/cjs/storage.js' {
  import type { TransformationType, TransformMetadata, TypeMetadata } from 'class-transformer'

  interface PropertyMetadata {
    readonly propertyName: string | undefined
    readonly options?:
      | {
          readonly name?: string
          readonly toPlainOnly?: boolean
          readonly groups?: readonly string[]
        }
      | undefined
  }

  type ByProperty<T> = ReadonlyMap<unknown, ReadonlyMap<string | undefined, T>>

  export const defaultMetadataStorage: {
    readonly _typeMetadatas: ByProperty<TypeMetadata>
    readonly _exposeMetadatas: ByProperty<PropertyMetadata>
    readonly _excludeMetadatas: ByProperty<PropertyMetadata>
    readonly _transformMetadatas: ByProperty<readonly PropertyMetadata[]>
    getStrategy(target: unknown): 'none' | 'exposeAll' | 'excludeAll'
    getExposedProperties(target: unknown, to: TransformationType): readonly string[]
    getExcludedProperties(target: unknown, to: TransformationType): readonly string[]
    findTransformMetadatas(
      target: unknown,
      property: string,
      to: TransformationType,
    ): readonly TransformMetadata[]
    findTypeMetadata(target: unknown, property: string): TypeMetadata | undefined
    findExcludeMetadata(target: unknown, property: string): PropertyMetadata | undefined
    findExposeMetadata(target: unknown, property: string): PropertyMetadata | undefined
  }
}
