import type { HandlerClass } from '@portico/sdk'

import type { BindStep } from './compile-scalar.js'
import { type ModelShape, type PropertyShape, shapeOf } from './model-shape.js'
import type { ModelParameterSpec, ScalarType } from './parameter-spec.js'
import { TEXT_CONVERTERS } from './text-conversion.js'
import type { TextValues } from './query-text.js'
import { compileModel } from './validate-model.js'
import { toDetail, UNKNOWN_PROPERTY, type ValidationDetail } from './validation-error.js'

/** Compiles a class that is read from the query string: each property converted, then validated. */
export function compileQueryModel(
  spec: ModelParameterSpec & { readonly model: HandlerClass },
): BindStep {
  const { index, model, options = {}, required } = spec
  const forbidsUnknown = options.validation?.forbidNonWhitelisted === true
  const validateModel = compileModel(model, options)
  const shape = shapeOf(model)
  const properties = [...shape.byWireName.values()]

  return async function bindQueryModel(state) {
    const { plain, details } = toPlain(properties, state.query)
    if (forbidsUnknown) details.push(...unknownDetails(shape, state.query))
    if (!required && details.length === 0 && Object.keys(plain).length === 0) return
    const result = await validateModel(plain, ['query'])
    if (result.ok && details.length === 0) {
      state.args[index] = result.value
      return
    }
    const failed = new Set(details.map(({ loc }) => loc[1]))
    const others = result.ok ? [] : result.details.filter(({ loc }) => !failed.has(loc[1] ?? ''))
    state.details.push(...details, ...others)
  }
}

function toPlain(properties: readonly PropertyShape[], query: TextValues) {
  const plain: Record<string, unknown> = {}
  const details: ValidationDetail[] = []
  for (const { wireName, type, emitted } of properties) {
    const texts = query.get(wireName)
    if (texts === undefined) continue
    const told = type.kind === 'primitive' ? type.scalar : undefined
    const scalar: ScalarType = emitted.kind === 'scalar' ? emitted.type : (told ?? 'string')
    const isList = emitted.kind === 'array'
    const sent = isList ? texts : texts.slice(-1)
    const values = sent.map((text, position) => {
      const conversion = TEXT_CONVERTERS[scalar](text)
      if (conversion.ok) return conversion.value
      const loc = isList ? ['query', wireName, position] : ['query', wireName]
      details.push(toDetail(conversion.problem, loc, text))
      return undefined
    })
    plain[wireName] = isList ? values : values[0]
  }
  return { plain, details }
}

function unknownDetails(shape: ModelShape, query: TextValues): readonly ValidationDetail[] {
  return [...query]
    .filter(([name]) => !shape.byWireName.has(name))
    .map(([name, texts]) => toDetail(UNKNOWN_PROPERTY, ['query', name], texts.at(-1)))
}
