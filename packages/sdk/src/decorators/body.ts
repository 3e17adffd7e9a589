import { Body as body, type BodyOptions as PlainBodyOptions } from 'routing-controllers'

import type { HandlerClass } from '../endpoints/handler-class.js'
import {
  type BodyRules,
  type ParameterRules,
  recordParameter,
} from '../endpoints/parameter-registry.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertCalled } from './assert-called.js'
import { assertBoolean, assertKnownOptions } from './assert-options.js'
import { toHandlerTarget } from './decorator-target.js'
import { onTarget } from './on-target.js'

/** Options of {@link Body}. Rules such as `min` check each element of an array. */
export interface BodyOptions
  extends Omit<PlainBodyOptions, 'type'>, BodyRules, Omit<ParameterRules, 'type' | 'default'> {
  /** Type of the body, such as a class; of each element where it is an array. Defaults to the declared type. */
  readonly type?: HandlerClass | BigIntConstructor
}

const OPTIONS: Readonly<Record<keyof BodyOptions, true>> = {
  required: true,
  transform: true,
  validate: true,
  options: true,
  type: true,
  isArray: true,
  discriminator: true,
  enum: true,
  min: true,
  max: true,
  minLength: true,
  maxLength: true,
  pattern: true,
}

/**
 * Injects the whole body: JSON by a class, an array of it or of scalars, one of several classes, or the
 * bytes or text as they came.
 *
 * @example
 * order(@Body() order: Order) {}
 * sum(@Body({ type: Number }) terms: number[]) {}
 * feed(@Body({ discriminator: { property: 'kind', subTypes: [{ value: Cat, name: 'cat' }] } }) pet: Pet) {}
 * @throws InvalidEndpointError where there is no such option.
 */
export function Body(options: BodyOptions = {}): ParameterDecorator {
  assertCalled('Body', [...arguments])
  // routing-controllers types its decorators as plain `Function`.
  const record = body(options) as (object: object, method: string, index: number) => void
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget('@Body()', prototype, name)
    onTarget(target, handler, () => {
      assertKnownOptions(options, OPTIONS)
      assertBoolean('isArray', options.isArray)
      assertElementType(options.type)
    })
    record(prototype, handler, index)
    const { required: _required, transform: _transform, validate: _validate, ...rest } = options
    const { options: _options, type: _type, ...rules } = rest
    if (Object.keys(rules).length > 0) {
      recordParameter(target, handler, { kind: 'rules', index, rules })
    }
  }
}

function assertElementType(type: unknown): void {
  if (!Array.isArray(type)) return
  throw new InvalidEndpointError(
    'type of @Body() is that of one element: write it without brackets, and isArray: true where the declared type is no array',
  )
}
