import type { HandlerClass } from '@portico/sdk'

import { convertJson } from './json-conversion.js'
import type { BodyFieldParameterSpec, ModelOptions, ScalarType } from './parameter-spec.js'
import { prune } from './prune.js'
import { compileModel, type ModelResult } from './validate-model.js'
import { accepted, type Location, toDetail, type ValidationDetail } from './validation-error.js'

/** Makes an argument of a JSON value that stands at `loc`. */
export type ValueBinder = (value: unknown, loc: Location) => ModelResult | Promise<ModelResult>

/** Compiles a member of the body. */
export function compileValue({
  type,
  array = false,
  options = {},
}: BodyFieldParameterSpec): ValueBinder {
  if (typeof type !== 'string') return compileModelValue(type, array, options)
  const bind: ValueBinder = (value, loc) => bindScalar(value, type, loc)
  return array ? compileList(bind) : bind
}

/** Compiles a model, an array of it, or without a model whatever was sent. */
export function compileModelValue(
  model: HandlerClass | undefined,
  array: boolean,
  options: ModelOptions,
): ValueBinder {
  if (model === undefined) {
    return (value, loc) => accepted(prune(value, { kind: 'any' }, ignore, loc))
  }
  const bind = compileModel(model, options)
  return array ? compileList(bind) : bind
}

function compileList(bind: ValueBinder): ValueBinder {
  return async function bindList(value, loc) {
    if (!Array.isArray(value)) {
      const msg = 'Input should be a valid list'
      return { ok: false, details: [{ type: 'list_type', loc, msg, input: value }] }
    }
    const elements: unknown[] = []
    const details: ValidationDetail[] = []
    for (const [index, element] of value.entries()) {
      const result = await bind(element, [...loc, index])
      if (result.ok) elements.push(result.value)
      else details.push(...result.details)
    }
    return details.length === 0 ? { ok: true, value: elements } : { ok: false, details }
  }
}

function bindScalar(value: unknown, type: ScalarType, loc: Location): ModelResult {
  const conversion = convertJson(value, type)
  if (conversion.ok) return conversion
  return { ok: false, details: [toDetail(conversion.problem, loc, value)] }
}

function ignore(): void {}
