import type { Binder } from './binder.js'
import { BindingState } from './binding-state.js'
import { type BodyParameterSpec, compileBody } from './compile-body.js'
import { compileForm, isFormParameter } from './compile-form.js'
import { compileDependency } from './compile-dependency.js'
import { compileInjected, compileResolved } from './compile-injected.js'
import { compileRawBody } from './compile-raw-body.js'
import { type BindStep, compileScalar } from './compile-scalar.js'
import { compileTextModel } from './compile-text-model.js'
import type { Dependencies } from './dependencies.js'
import type { JsonBodyOptions } from './json-body.js'
import type { ParameterSpec } from './parameter-spec.js'
import { withinSize } from './told-details.js'
import { ValidationError } from './validation-error.js'

/** Options of {@link compileBinding}. */
export interface BindingOptions extends JsonBodyOptions {
  /** Gives what `@Depends()` injects. Needed only where something does. */
  readonly dependencies?: Dependencies
}

const NOTHING: readonly unknown[] = Object.freeze([])

/** The order in which FastAPI looks, after dependencies, and tells what is wrong. */
const ORDER: readonly ParameterSpec['in'][] = ['path', 'query', 'header', 'cookie', 'runtime']

/**
 * Compiles parameters into one function that binds and validates them. An argument that the request
 * leaves out is `undefined`, so that the method's own default applies.
 *
 * The function throws a ValidationError with everything that is wrong, or rejects with it.
 */
export function compileBinding(
  parameters: readonly ParameterSpec[],
  options: BindingOptions,
): Binder {
  const count = parameters.length
  const steps = compileSteps(parameters, options)
  if (count === 0) return () => NOTHING

  return function bind(exchange) {
    const state = new BindingState(exchange, count)
    for (let position = 0; position < steps.length; position += 1) {
      const waiting = steps[position]?.(state)
      if (waiting !== undefined) return bindRest(state, waiting, steps.slice(position + 1))
    }
    return finish(state)
  }
}

function compileSteps(
  parameters: readonly ParameterSpec[],
  options: BindingOptions,
): readonly BindStep[] {
  const first = parameters.filter((spec) => 'provider' in spec)
  const inOrder = ORDER.flatMap((from) =>
    parameters.filter((spec) => spec.in === from && !('provider' in spec)),
  )
  const raw = parameters.filter(({ kind }) => kind === 'raw-body')
  const steps = [...first, ...inOrder, ...raw].map((spec) => compileParameter(spec, options))
  const body = parameters.filter(isBody)
  const form = parameters.filter(isFormParameter)
  if (form.length > 0) return [...steps, compileForm(form, options)]
  return body.length === 0 ? steps : [...steps, compileBody(body, options)]
}

function compileParameter(spec: ParameterSpec, options: BindingOptions): BindStep {
  switch (spec.kind) {
    case 'scalar':
      return compileScalar(spec)
    case 'injected':
      if ('provider' in spec) {
        const bind = compileBinding(spec.parameters, options)
        return compileDependency(spec, bind, options.dependencies)
      }
      return 'resolve' in spec ? compileResolved(spec) : compileInjected(spec)
    case 'model':
      return compileTextModel(spec)
    case 'raw-body':
      return compileRawBody(spec, options.maxBodyBytes)
    case 'body-field':
    case 'body-list':
    case 'body-union':
    case 'upload':
      throw new TypeError(`${spec.name} comes from the body`)
  }
}

function isBody(spec: ParameterSpec): spec is BodyParameterSpec {
  return spec.in === 'body' && spec.kind !== 'raw-body'
}

async function bindRest(
  state: BindingState,
  waiting: Promise<void>,
  rest: readonly BindStep[],
): Promise<readonly unknown[]> {
  await waiting
  for (const step of rest) {
    const next = step(state)
    if (next !== undefined) await next
  }
  return finish(state)
}

function finish({ args, details }: BindingState): readonly unknown[] {
  if (details.length > 0) throw new ValidationError(withinSize(details))
  return args
}
