import type { Dependency } from './dependency.js'
import { type HandlerClass, lineageOf } from './handler-class.js'
import { defineSlot } from './metadata.js'
import type { UploadRules } from './upload.js'

/** Checks of a single value, beyond its type. */
export interface ParameterRules {
  /** Type of the value, such as `Number`; of each value where it is an array. Defaults to the declared type. */
  readonly type?: unknown
  /** The values that are allowed: an array, or a TypeScript enum. */
  readonly enum?: readonly (string | number)[] | Readonly<Record<string, string | number>>
  /** Least number. */
  readonly min?: number
  /** Greatest number. */
  readonly max?: number
  /** Least count of characters. */
  readonly minLength?: number
  /** Greatest count of characters. */
  readonly maxLength?: number
  /** The whole value must match it somewhere, as in JSON Schema. */
  readonly pattern?: RegExp
  /** Taken where the request has no value. The parameter is optional then. */
  readonly default?: unknown
}

/** What a whole body is, beside its type and the checks of its elements. */
export interface BodyRules {
  /** The body is an array of the type. Defaults to whether the declared type is one. */
  readonly isArray?: boolean
  /** Says which of several classes a body is, as class-transformer's `@Type()` takes it for a property. */
  readonly discriminator?: Discriminator
}

/** Several classes, told apart by what one property says. */
export interface Discriminator {
  /** The property that says which class it is. A class that decorates it keeps it. */
  readonly property: string
  /** The classes, each with what the property says for it. */
  readonly subTypes: readonly { readonly value: HandlerClass; readonly name: string }[]
}

/** What the SDK itself knows of one parameter, beside routing-controllers' own record. */
export type ParameterRecord =
  | { readonly kind: 'caller-token' | 'signal'; readonly index: number }
  | { readonly kind: 'depends'; readonly index: number; readonly provider: Dependency }
  | FormRecord
  | FormFieldRecord
  | { readonly kind: 'rules'; readonly index: number; readonly rules: ParameterRules & BodyRules }
  | UploadRecord

/** What `@Form()` says. */
export interface FormRecord {
  readonly kind: 'form'
  readonly index: number
  /** The model; `undefined` takes the declared type. */
  readonly type: unknown
  /** Whether a form has to be sent. */
  readonly required: boolean
}

/** What `@FormField()` says. */
export interface FormFieldRecord {
  readonly kind: 'form-field'
  readonly index: number
  readonly name: string
  readonly isArray: boolean
  readonly required: boolean
  readonly rules: ParameterRules
}

/** What `@UploadedFile()` or `@UploadedFiles()` says, beside routing-controllers' own record. */
export interface UploadRecord {
  readonly kind: 'upload'
  readonly index: number
  readonly name: string
  /** Whether all files of the name are taken. */
  readonly many: boolean
  readonly required: boolean
  /** Greatest count of files; `undefined` where one is taken. */
  readonly maxCount: number | undefined
  readonly rules: UploadRules
}

const PARAMETERS = defineSlot<readonly ParameterRecord[]>('parameters')

/** Adds what a parameter decorator says. */
export function recordParameter(
  target: HandlerClass,
  handler: string,
  record: ParameterRecord,
): void {
  const own = PARAMETERS.read(target, handler) ?? []
  PARAMETERS.write([...own, Object.freeze(record)], target, handler)
}

/** What was recorded for a method in this class alone. */
export function ownParametersOf(target: HandlerClass, handler: string): readonly ParameterRecord[] {
  return PARAMETERS.read(target, handler) ?? []
}

/** What was recorded for a method, in the class or its nearest ancestor that recorded anything. */
export function parametersOf(target: HandlerClass, handler: string): readonly ParameterRecord[] {
  for (const ancestor of lineageOf(target)) {
    const own = PARAMETERS.read(ancestor, handler)
    if (own !== undefined) return own
  }
  return []
}
