import {
  HeaderParam as headerParam,
  Param as param,
  type ParamOptions,
  QueryParam as queryParam,
} from 'routing-controllers'

import { type ParameterRules, recordParameter } from '../endpoints/parameter-registry.js'
import { toHandlerTarget } from './decorator-target.js'

/** Options of {@link Param}, {@link QueryParam} and {@link HeaderParam}. */
export interface ParameterOptions extends Omit<ParamOptions, 'type'>, ParameterRules {}

/** Injects a path parameter. */
export function Param(name: string, options: ParameterOptions = {}): ParameterDecorator {
  // routing-controllers records no options of a path parameter, so its type travels with our rules.
  return withRules(param(name), '@Param()', options)
}

/** Injects a value of the query string. */
export function QueryParam(name: string, options: ParameterOptions = {}): ParameterDecorator {
  return withRules(queryParam(name, options), '@QueryParam()', options)
}

/** Injects a request header. */
export function HeaderParam(name: string, options: ParameterOptions = {}): ParameterDecorator {
  return withRules(headerParam(name, options), '@HeaderParam()', options)
}

type RecordParameter = (object: object, method: string, index: number) => void

function withRules(
  decorate: unknown,
  decorator: string,
  options: ParameterOptions,
): ParameterDecorator {
  // routing-controllers types its decorators as plain `Function`.
  const record = decorate as RecordParameter
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget(decorator, prototype, name)
    record(prototype, handler, index)
    const rules = toRules(options)
    if (Object.keys(rules).length > 0)
      recordParameter(target, handler, { kind: 'rules', index, rules })
  }
}

function toRules(options: ParameterOptions): ParameterRules {
  const { required: _required, parse: _parse, transform: _transform, ...rest } = options
  const { validate: _validate, isArray: _isArray, ...rules } = rest
  return rules
}
