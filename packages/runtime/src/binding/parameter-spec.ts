import type { Dependency, HandlerClass, ParameterRules, UploadRules } from '@portico/sdk'
import type { ClassTransformOptions } from 'class-transformer'
import type { ValidatorOptions } from 'class-validator'

import type { Exchange } from '../server/exchange.js'

/** Type of a single value in a path, a query string or a header. */
export type ScalarType = 'string' | 'number' | 'boolean' | 'bigint' | 'date'

/** One parameter of a handler method, as it will be bound. Plain data. */
export type ParameterSpec =
  | ScalarParameterSpec
  | ModelParameterSpec
  | BodyFieldParameterSpec
  | BodyListParameterSpec
  | BodyUnionParameterSpec
  | RawBodyParameterSpec
  | UploadParameterSpec
  | InjectedParameterSpec
  | ResolvedParameterSpec
  | DependencyParameterSpec

/** A value, or an array of values, that is converted from text. */
export interface ScalarParameterSpec {
  readonly kind: 'scalar'
  readonly index: number
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'form'
  /** Name on the wire. */
  readonly name: string
  readonly type: ScalarType
  readonly array: boolean
  readonly required: boolean
  readonly rules: ParameterRules
  /**
   * Whether it had to be assumed to be required: it may be written `q?: string`, whose `?` TypeScript
   * doesn't emit. Defaults to `false`.
   */
  readonly assumedRequired?: boolean
}

/** A whole JSON body, query string or form, validated by a class. */
export interface ModelParameterSpec {
  readonly kind: 'model'
  readonly index: number
  readonly in: 'body' | 'query' | 'form'
  /** Name of the parameter, for people. */
  readonly name: string
  /** `undefined` passes the parsed value as it came (`@Body({ validate: false })`). */
  readonly model: HandlerClass | undefined
  /** The body is an array of the model. */
  readonly array: boolean
  readonly required: boolean
  /** Defaults to the libraries' own. */
  readonly options?: ModelOptions
}

/** What a parameter decorator says to class-validator and class-transformer. */
export interface ModelOptions {
  readonly validation?: ValidatorOptions | undefined
  readonly transformation?: ClassTransformOptions | undefined
}

/** One member of a JSON body. */
export interface BodyFieldParameterSpec {
  readonly kind: 'body-field'
  readonly index: number
  readonly in: 'body'
  readonly name: string
  /** `undefined` passes the parsed value as it came (`{ validate: false }`). */
  readonly type: ScalarType | HandlerClass | undefined
  /** The member is an array of the type. Defaults to `false`. */
  readonly array?: boolean
  readonly required: boolean
  /** Defaults to the libraries' own. */
  readonly options?: ModelOptions
}

/** A JSON body that is an array of scalars. */
export interface BodyListParameterSpec {
  readonly kind: 'body-list'
  readonly index: number
  readonly in: 'body'
  /** Name of the parameter, for people. */
  readonly name: string
  /** Type of each element. */
  readonly type: ScalarType
  /** Checks of each element. */
  readonly rules: ParameterRules
  readonly required: boolean
}

/** A JSON body that is of one of several classes, or an array of such. */
export interface BodyUnionParameterSpec {
  readonly kind: 'body-union'
  readonly index: number
  readonly in: 'body'
  /** Name of the parameter, for people. */
  readonly name: string
  readonly union: ModelUnion
  readonly array: boolean
  readonly required: boolean
  /** Defaults to the libraries' own. */
  readonly options?: ModelOptions
}

/** Several classes, told apart by what one property says. */
export interface ModelUnion {
  readonly discriminator: string
  /** The classes, by what the property says. */
  readonly subTypes: ReadonlyMap<unknown, HandlerClass>
}

/** Bytes of any content type, at once or as they come, or text of `text/*`. */
export type RawBodyForm = 'bytes' | 'stream' | 'web-stream' | 'text'

/** A whole body, as it came. */
export interface RawBodyParameterSpec {
  readonly kind: 'raw-body'
  readonly index: number
  readonly in: 'body'
  /** Name of the parameter, for people. */
  readonly name: string
  readonly as: RawBodyForm
  /** An empty body counts as sent. `false` leaves it to the method's default. */
  readonly required: boolean
}

/** A file of a form, or all files of one name. */
export interface UploadParameterSpec {
  readonly kind: 'upload'
  readonly index: number
  readonly in: 'form'
  readonly name: string
  readonly array: boolean
  readonly required: boolean
  /** Greatest count of files in an array. */
  readonly maxCount: number
  readonly rules: UploadRules
}

/** What the runtime has at hand for a parameter. */
export type InjectedValue =
  | 'caller-token'
  | 'signal'
  | 'koa-context'
  | 'request'
  | 'response'
  | 'state'
  | 'path-params'
  | 'query-params'
  | 'header-params'
  | 'cookie-params'

/** Something that the runtime has at hand; nothing is converted. */
export interface InjectedParameterSpec {
  readonly kind: 'injected'
  readonly index: number
  readonly in: 'runtime'
  readonly name: string
  readonly what: InjectedValue
  /** Member of the value that is taken, for `@State('user')`; `undefined` takes the whole. */
  readonly member?: string | undefined
}

/** Something that code of the user's works out for each request. */
export interface ResolvedParameterSpec {
  readonly kind: 'injected'
  readonly index: number
  readonly in: 'runtime'
  readonly name: string
  readonly what: 'current-user'
  /** Works it out. Rejects with what is to be answered instead. */
  resolve(exchange: Exchange): Promise<unknown>
}

/** What `@Depends()` injects. */
export interface DependencyParameterSpec {
  readonly kind: 'injected'
  readonly index: number
  readonly in: 'runtime'
  readonly name: string
  readonly what: 'dependency'
  readonly provider: Dependency
  /** What it takes itself. */
  readonly parameters: readonly ParameterSpec[]
}
