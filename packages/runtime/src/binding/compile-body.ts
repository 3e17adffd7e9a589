import type { BindingState } from './binding-state.js'
import type { BindStep } from './compile-scalar.js'
import { compileModelValue, compileValue, type ValueBinder } from './compile-value.js'
import { type JsonBodyOptions, readJsonBody } from './json-body.js'
import type { BodyFieldParameterSpec, ModelParameterSpec } from './parameter-spec.js'
import { isObject } from './prune.js'
import { MISSING } from './validation-error.js'

/** A parameter that is bound from the body. */
export type BodyParameterSpec = ModelParameterSpec | BodyFieldParameterSpec

/** Compiles all parameters that come from the body: it is read and parsed once for them. */
export function compileBody(
  specs: readonly BodyParameterSpec[],
  options: JsonBodyOptions,
): BindStep {
  const binders = specs.map(compileParameter)
  return async function bindBody(state) {
    const body = await readJsonBody(state.exchange, options)
    for (const bind of binders) await bind(state, body)
  }
}

type BodyBinder = (state: BindingState, body: unknown) => Promise<void>

function compileParameter(spec: BodyParameterSpec): BodyBinder {
  const { index, required } = spec
  const isField = spec.kind === 'body-field'
  const loc = isField ? ['body', spec.name] : ['body']
  const bindValue: ValueBinder = isField
    ? compileValue(spec)
    : compileModelValue(spec.model, spec.array, spec.options ?? {})

  return async function bindParameter(state, body) {
    const value = isField ? memberOf(body, spec.name) : body
    // As in FastAPI, `null` counts as nothing sent.
    if (value === undefined || value === null) {
      if (required) state.refuse(MISSING, loc, null)
      return
    }
    const result = await bindValue(value, loc)
    if (result.ok) state.args[index] = result.value
    else state.details.push(...result.details)
  }
}

function memberOf(body: unknown, name: string): unknown {
  const isMember = isObject(body) && !Array.isArray(body) && Object.hasOwn(body, name)
  return isMember ? Reflect.get(body, name) : undefined
}
