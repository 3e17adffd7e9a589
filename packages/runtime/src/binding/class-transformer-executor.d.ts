/** What does class-transformer's work, which its index doesn't export: only what is called of it. */
declare module 'class-transformer/cjs/TransformOperationExecutor.js' {
  import type { ClassTransformOptions, TransformationType } from 'class-transformer'

  type TransformArguments = [
    source: unknown,
    value: unknown,
    targetType: unknown,
    arrayType: unknown,
    isMap: boolean | undefined,
    level?: number,
  ]

  export class TransformOperationExecutor {
    constructor(type: TransformationType, options: ClassTransformOptions)
    transform(...args: TransformArguments): unknown
  }
}

declare module 'class-transformer/cjs/constants/default-options.constant.js' {
  import type { ClassTransformOptions } from 'class-transformer'

  export const defaultOptions: ClassTransformOptions
}
