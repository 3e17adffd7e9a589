import type { BindStep } from './compile-scalar.js'
import { compileScalar } from './compile-scalar.js'
import { compileTextModel } from './compile-text-model.js'
import { type FormBodyOptions, readForm } from './form-body.js'
import type { ModelParameterSpec, ParameterSpec, ScalarParameterSpec } from './parameter-spec.js'

/** A parameter that is bound from a form. */
export type FormParameterSpec = (ScalarParameterSpec | ModelParameterSpec) & { readonly in: 'form' }

/** Whether a parameter is bound from a form. */
export function isFormParameter(spec: ParameterSpec): spec is FormParameterSpec {
  return spec.in === 'form'
}

/** Compiles all parameters that come from a form: it is read once for them. */
export function compileForm(
  specs: readonly FormParameterSpec[],
  options: FormBodyOptions,
): BindStep {
  const steps = specs.map(compileParameter)
  return async function bindForm(state) {
    state.form = await readForm(state.exchange, options)
    for (const step of steps) await step(state)
  }
}

function compileParameter(spec: FormParameterSpec): BindStep {
  switch (spec.kind) {
    case 'scalar':
      return compileScalar(spec)
    case 'model':
      return compileTextModel(spec)
  }
}
