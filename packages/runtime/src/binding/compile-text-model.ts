import type { BindingState } from './binding-state.js'
import type { BindStep } from './compile-scalar.js'
import { type ModelShape, type PropertyShape, shapeOf } from './model-shape.js'
import type { ModelParameterSpec, ScalarType } from './parameter-spec.js'
import { TEXT_CONVERTERS } from './text-conversion.js'
import type { TextValues } from './query-text.js'
import { compileModel } from './validate-model.js'
import { toDetail, UNKNOWN_PROPERTY, type ValidationDetail } from './validation-error.js'

/**
 * Compiles a class that is read from the query string or a form: each property converted, then
 * validated.
 */
export function compileTextModel(spec: ModelParameterSpec): BindStep {
  const { index, name, model, options = {}, required } = spec
  if (model === undefined) throw new TypeError(`${name} has no model to read texts with`)
  const forbidsUnknown = options.validation?.forbidNonWhitelisted === true
  const validateModel = compileModel(model, options)
  const shape = shapeOf(model)
  const properties = [...shape.byWireName.values()]
  const { root, read } = sourceOf(spec)

  return async function bindTextModel(state) {
    const texts = read(state)
    const { plain, details } = toPlain(properties, texts, root)
    if (forbidsUnknown) details.push(...unknownDetails(shape, texts, root))
    if (!required && details.length === 0 && Object.keys(plain).length === 0) return
    const result = await validateModel(plain, [root])
    if (result.ok && details.length === 0) {
      state.args[index] = result.value
      return
    }
    const failed = new Set(details.map(({ loc }) => loc[1]))
    const others = result.ok ? [] : result.details.filter(({ loc }) => !failed.has(loc[1] ?? ''))
    state.details.push(...details, ...others)
  }
}

interface TextSource {
  /** Where a failure is told of: to FastAPI a form is a body. */
  readonly root: string
  readonly read: (state: BindingState) => TextValues
}

function sourceOf(spec: ModelParameterSpec): TextSource {
  return spec.in === 'form'
    ? { root: 'body', read: ({ form }) => form.texts }
    : { root: 'query', read: ({ query }) => query }
}

function toPlain(properties: readonly PropertyShape[], texts: TextValues, root: string) {
  const plain: Record<string, unknown> = {}
  const details: ValidationDetail[] = []
  for (const { wireName, type, emitted } of properties) {
    const all = texts.get(wireName)
    if (all === undefined) continue
    const told = type.kind === 'primitive' ? type.scalar : undefined
    const scalar: ScalarType = emitted.kind === 'scalar' ? emitted.type : (told ?? 'string')
    const isList = emitted.kind === 'array'
    const sent = isList ? all : all.slice(-1)
    const values = sent.map((text, position) => {
      const conversion = TEXT_CONVERTERS[scalar](text)
      if (conversion.ok) return conversion.value
      const loc = isList ? [root, wireName, position] : [root, wireName]
      details.push(toDetail(conversion.problem, loc, text))
      return undefined
    })
    plain[wireName] = isList ? values : values[0]
  }
  return { plain, details }
}

function unknownDetails(
  shape: ModelShape,
  texts: TextValues,
  root: string,
): readonly ValidationDetail[] {
  return [...texts]
    .filter(([name]) => !shape.byWireName.has(name))
    .map(([name, sent]) => toDetail(UNKNOWN_PROPERTY, [root, name], sent.at(-1)))
}
