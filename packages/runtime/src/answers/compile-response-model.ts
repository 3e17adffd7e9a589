import type { ResponseModelSpec } from '@portico/sdk'
import { validate, type ValidatorOptions } from 'class-validator'

import { giveTurn } from '../binding/give-turn.js'
import { copyAs } from './model-copy.js'
import { ResponseModelError } from './response-model-error.js'
import { problemsOf } from './response-problems.js'
import { sentModelsWithin } from './sent-models.js'
import { sentShapeOf } from './sent-shape.js'
import { toPlainAs } from './write-model.js'

/** Makes of a value what may be sent of it. Rejects with a ResponseModelError where it doesn't pass. */
export type ResponseFilter = (value: unknown) => Promise<unknown>

/** Compiles copying by the model's properties, class-validator, and class-transformer's way out. */
export function compileResponseModel({ model, array }: ResponseModelSpec): ResponseFilter {
  // Everything that is looked up in registries is looked up here.
  for (const each of sentModelsWithin(model)) sentShapeOf(each)
  const type = { kind: 'model', model } as const

  async function filter(value: unknown, at: string): Promise<unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ResponseModelError([`${at}${nameOf(value)} is not an object of ${model.name}`])
    }
    const copy = copyAs(value, type, model.name)
    const problems = problemsOf(await validate(copy as object, SETTINGS), at) // of an object
    if (problems.length > 0) throw new ResponseModelError(problems)
    return toPlainAs(copy, type)
  }
  if (!array) return (value) => filter(value, '')

  return async function filterAll(value) {
    if (!Array.isArray(value)) {
      throw new ResponseModelError([`${nameOf(value)} is not an array of ${model.name}`])
    }
    const filtered: unknown[] = []
    for (const [index, element] of value.entries()) {
      filtered.push(await filter(element, `[${index}]`))
      await giveTurn(index)
    }
    return filtered
  }
}

/** Classes that only class-transformer knows are unknown to class-validator, and may be sent. */
const SETTINGS: ValidatorOptions = {
  forbidUnknownValues: false,
  // Problems are told by the class of the object that they are about.
  validationError: { target: true },
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}
