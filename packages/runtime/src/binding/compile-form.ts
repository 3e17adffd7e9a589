import type { BindStep } from './compile-scalar.js'
import { compileScalar } from './compile-scalar.js'
import { compileTextModel } from './compile-text-model.js'
import { compileUpload, fileFieldsOf } from './compile-upload.js'
import { type FormBodyOptions, readForm } from './form-body.js'
import { convertJson } from './json-conversion.js'
import { shapeOf } from './model-shape.js'
import type {
  ModelParameterSpec,
  ParameterSpec,
  ScalarParameterSpec,
  ScalarType,
  UploadParameterSpec,
} from './parameter-spec.js'

/** A parameter that is bound from a form. */
export type FormParameterSpec = (ScalarParameterSpec | ModelParameterSpec | UploadParameterSpec) & {
  readonly in: 'form'
}

/** Whether a parameter is bound from a form. */
export function isFormParameter(spec: ParameterSpec): spec is FormParameterSpec {
  return spec.in === 'form'
}

/** Compiles all parameters that come from a form: it is read once for them. */
export function compileForm(
  specs: readonly FormParameterSpec[],
  options: Omit<FormBodyOptions, 'fields'>,
): BindStep {
  const fields = fileFieldsOf(specs.filter((spec) => spec.kind === 'upload'))
  const steps = specs.map(compileParameter)
  return async function bindForm(state) {
    state.form = await readForm(state.exchange, { ...options, fields })
    for (const step of steps) await step(state)
  }
}

function compileParameter(spec: FormParameterSpec): BindStep {
  switch (spec.kind) {
    case 'scalar':
      return refusingFiles(compileScalar(spec), [[spec.name, spec.type]])
    case 'model':
      return refusingFiles(compileTextModel(spec), textsOf(spec))
    case 'upload':
      return compileUpload(spec)
  }
}

type TextField = readonly [name: string, type: ScalarType]

/** Refuses files where texts belong, which nothing else would look at. */
function refusingFiles(bind: BindStep, fields: readonly TextField[]): BindStep {
  return function bindTexts(state) {
    const { files } = state.form
    const wrong = files.size === 0 ? [] : fields.filter(([name]) => files.has(name))
    for (const [name, type] of wrong) {
      const conversion = convertJson({}, type)
      if (!conversion.ok) state.refuse(conversion.problem, ['body', name], null)
    }
    return wrong.length > 0 ? undefined : bind(state)
  }
}

function textsOf({ model }: ModelParameterSpec): readonly TextField[] {
  const shapes = model === undefined ? [] : [...shapeOf(model).byWireName.values()]
  return shapes.map(({ wireName, emitted }) => [
    wireName,
    emitted.kind === 'scalar' ? emitted.type : 'string',
  ])
}
