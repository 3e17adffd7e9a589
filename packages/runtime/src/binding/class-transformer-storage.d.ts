/** The registry of class-transformer, which its index doesn't export: only what is read of it. */
declare module 'class-transformer/cjs/storage.js' {
  import type { TypeMetadata } from 'class-transformer'

  interface PropertyMetadata {
    readonly propertyName: string | undefined
    readonly options?: { readonly name?: string; readonly toPlainOnly?: boolean } | undefined
  }

  type ByProperty<T> = ReadonlyMap<unknown, ReadonlyMap<string | undefined, T>>

  export const defaultMetadataStorage: {
    readonly _typeMetadatas: ByProperty<TypeMetadata>
    readonly _exposeMetadatas: ByProperty<PropertyMetadata>
    readonly _excludeMetadatas: ByProperty<PropertyMetadata>
    readonly _transformMetadatas: ByProperty<readonly PropertyMetadata[]>
    findTypeMetadata(target: unknown, property: string): TypeMetadata | undefined
    findExcludeMetadata(target: unknown, property: string): PropertyMetadata | undefined
    findExposeMetadata(target: unknown, property: string): PropertyMetadata | undefined
  }
}
