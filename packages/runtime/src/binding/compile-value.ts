import type { HandlerClass } from '@portico/sdk'

import { compileList, type ValueBinder } from './compile-list.js'
import { MODELS_IN_ONE_GO } from './give-turn.js'
import { convertJson } from './json-conversion.js'
import type {
  BodyFieldParameterSpec,
  BodyListParameterSpec,
  ModelOptions,
} from './parameter-spec.js'
import { prune } from './prune.js'
import { compileJson } from './rule-checks.js'
import { compileModel, type ModelResult } from './validate-model.js'
import { accepted, type Conversion, toDetail } from './validation-error.js'

/** Compiles a member of the body. */
export function compileValue({
  type,
  array = false,
  options = {},
}: BodyFieldParameterSpec): ValueBinder {
  if (typeof type !== 'string') return compileModelValue(type, array, options)
  const bind = bindScalar((value) => convertJson(value, type))
  return array ? compileList(bind) : bind
}

/** Compiles a body that is an array of scalars. */
export function compileScalars(spec: BodyListParameterSpec): ValueBinder {
  return compileList(bindScalar(compileJson(spec)))
}

function bindScalar(convert: (value: unknown) => Conversion): ValueBinder {
  return (value, loc): ModelResult => {
    const conversion = convert(value)
    if (conversion.ok) return conversion
    return { ok: false, details: [toDetail(conversion.problem, loc, value)] }
  }
}

/** Compiles a model, an array of it, or without a model whatever was sent. */
export function compileModelValue(
  model: HandlerClass | undefined,
  array: boolean,
  options: ModelOptions,
): ValueBinder {
  if (model === undefined) {
    return (value, loc) => accepted(prune(value, { kind: 'any' }, ignore, loc).value)
  }
  const bind = compileModel(model, options)
  return array ? compileList(bind, MODELS_IN_ONE_GO) : bind
}

function ignore(): void {}
