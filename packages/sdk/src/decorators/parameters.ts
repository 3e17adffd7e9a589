import {
  HeaderParam as headerParam,
  Param as param,
  type ParamOptions,
  QueryParam as queryParam,
} from 'routing-controllers'

import { type ParameterRules, recordParameter } from '../endpoints/parameter-registry.js'
import { assertCalled } from './assert-called.js'
import { assertBoolean, assertKnownOptions, assertName } from './assert-options.js'
import { toHandlerTarget } from './decorator-target.js'
import { onTarget } from './on-target.js'

/** Options of {@link Param}, {@link QueryParam} and {@link HeaderParam}. */
export interface ParameterOptions extends Omit<ParamOptions, 'type'>, ParameterRules {}

const OPTIONS: Readonly<Record<keyof ParameterOptions, true>> = {
  required: true,
  isArray: true,
  type: true,
  enum: true,
  min: true,
  max: true,
  minLength: true,
  maxLength: true,
  pattern: true,
  default: true,
  parse: true,
  transform: true,
  validate: true,
}

/**
 * Injects a path parameter.
 *
 * @throws InvalidEndpointError where there is no name, or no such option.
 */
export function Param(name: string, options: ParameterOptions = {}): ParameterDecorator {
  assertCalled('Param', [...arguments], "'name'")
  // routing-controllers records no options of a path parameter, so its type travels with our rules.
  return withRules('@Param', { name, options, decorate: param })
}

/**
 * Injects a value of the query string.
 *
 * @throws InvalidEndpointError where there is no name, or no such option.
 */
export function QueryParam(name: string, options: ParameterOptions = {}): ParameterDecorator {
  assertCalled('QueryParam', [...arguments], "'name'")
  return withRules('@QueryParam', { name, options, decorate: queryParam })
}

/**
 * Injects a request header.
 *
 * @throws InvalidEndpointError where there is no name, or no such option.
 */
export function HeaderParam(name: string, options: ParameterOptions = {}): ParameterDecorator {
  assertCalled('HeaderParam', [...arguments], "'name'")
  return withRules('@HeaderParam', { name, options, decorate: headerParam })
}

interface ParameterDeclaration {
  readonly name: string
  readonly options: ParameterOptions
  /** The decorator of routing-controllers. */
  readonly decorate: (name: string, options?: ParamOptions) => unknown
}

type RecordParameter = (object: object, method: string, index: number) => void

function withRules(decorator: string, declaration: ParameterDeclaration): ParameterDecorator {
  const { name, options, decorate } = declaration
  return (prototype, method, index) => {
    const { target, handler } = toHandlerTarget(`${decorator}()`, prototype, method)
    onTarget(target, handler, () => {
      assertName(decorator, name)
      assertKnownOptions(options, OPTIONS)
      assertBoolean('required', options.required)
      assertBoolean('isArray', options.isArray)
      // routing-controllers types its decorators as plain `Function`.
      const record = decorate(name, options) as RecordParameter
      record(prototype, handler, index)
      const rules = toRules(options)
      if (Object.keys(rules).length > 0)
        recordParameter(target, handler, { kind: 'rules', index, rules })
    })
  }
}

function toRules(options: ParameterOptions): ParameterRules {
  const { required: _required, parse: _parse, transform: _transform, ...rest } = options
  const { validate: _validate, isArray: _isArray, ...rules } = rest
  return rules
}
