import type { HandlerClass, ParameterRules } from '@portico/sdk'

/** Type of a single value in a path, a query string or a header. */
export type ScalarType = 'string' | 'number' | 'boolean' | 'bigint' | 'date'

/** One parameter of a handler method, as it will be bound. Plain data. */
export type ParameterSpec =
  ScalarParameterSpec | ModelParameterSpec | BodyFieldParameterSpec | InjectedParameterSpec

/** A value, or an array of values, that is converted from text. */
export interface ScalarParameterSpec {
  readonly kind: 'scalar'
  readonly index: number
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  /** Name on the wire. */
  readonly name: string
  readonly type: ScalarType
  readonly array: boolean
  readonly required: boolean
  readonly rules: ParameterRules
}

/** A whole JSON body or query string, validated by a class. */
export interface ModelParameterSpec {
  readonly kind: 'model'
  readonly index: number
  readonly in: 'body' | 'query'
  /** Name of the parameter, for people. */
  readonly name: string
  /** `undefined` passes the parsed value as it came (`@Body({ validate: false })`). */
  readonly model: HandlerClass | undefined
  /** The body is an array of the model. */
  readonly array: boolean
  readonly required: boolean
}

/** One member of a JSON body. */
export interface BodyFieldParameterSpec {
  readonly kind: 'body-field'
  readonly index: number
  readonly in: 'body'
  readonly name: string
  readonly type: ScalarType | HandlerClass
  readonly required: boolean
}

/** Something that the runtime has at hand; nothing is converted. */
export interface InjectedParameterSpec {
  readonly kind: 'injected'
  readonly index: number
  readonly in: 'runtime'
  readonly name: string
  readonly what:
    | 'caller-token'
    | 'koa-context'
    | 'request'
    | 'response'
    | 'state'
    | 'path-params'
    | 'query-params'
    | 'header-params'
    | 'cookie-params'
}
