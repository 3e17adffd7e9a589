/** What does class-validator's work, which its index doesn't export: only what is called of it. */
declare module 'class-validator/cjs/validation/ValidationExecutor.js' {
  import type { ValidationError, Validator, ValidatorOptions } from 'class-validator'

  type ValidationArguments = [
    object: object,
    value: unknown,
    property: string,
    defined: readonly unknown[],
    metadatas: readonly unknown[],
    errors: ValidationError[],
  ]

  export class ValidationExecutor {
    readonly awaitingPromises: readonly Promise<unknown>[]
    constructor(validator: Validator, options: ValidatorOptions | undefined)
    execute(object: object, schema: string | undefined, errors: ValidationError[]): void
    stripEmptyErrors(errors: ValidationError[]): ValidationError[]
    /** Adds one error, which may turn out to be none, to the last argument. */
    performValidations(...args: ValidationArguments): void
  }
}
