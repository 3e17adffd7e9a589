import type { BindingState } from './binding-state.js'
import type { BindStep } from './compile-scalar.js'
import type { ValueBinder } from './compile-list.js'
import { compileUnion } from './compile-union.js'
import { compileModelValue, compileScalars, compileValue } from './compile-value.js'
import { type JsonBodyOptions, readJsonBody } from './json-body.js'
import type {
  BodyFieldParameterSpec,
  BodyListParameterSpec,
  BodyUnionParameterSpec,
  ModelParameterSpec,
} from './parameter-spec.js'
import { isObject } from './is-object.js'
import { addDetails } from './told-details.js'
import { MISSING } from './validation-error.js'

/** A parameter that is bound from the body. */
export type BodyParameterSpec =
  ModelParameterSpec | BodyFieldParameterSpec | BodyListParameterSpec | BodyUnionParameterSpec

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
  const bindValue = compileBodyValue(spec)

  return async function bindParameter(state, body) {
    const value = isField ? memberOf(body, spec.name) : body
    // As in FastAPI, `null` counts as nothing sent.
    if (value === undefined || value === null) {
      if (required) state.refuse(MISSING, loc, null)
      return
    }
    const result = await bindValue(value, loc)
    if (result.ok) state.args[index] = result.value
    else addDetails(state.details, result.details)
  }
}

function compileBodyValue(spec: BodyParameterSpec): ValueBinder {
  switch (spec.kind) {
    case 'body-field':
      return compileValue(spec)
    case 'body-list':
      return compileScalars(spec)
    case 'body-union':
      return compileUnion(spec)
    case 'model':
      return compileModelValue(spec.model, spec.array, spec.options ?? {})
  }
}

function memberOf(body: unknown, name: string): unknown {
  const isMember = isObject(body) && !Array.isArray(body) && Object.hasOwn(body, name)
  return isMember ? Reflect.get(body, name) : undefined
}
