import { giveTurn } from './give-turn.js'
import { addDetails, MAX_DETAILS } from './told-details.js'
import type { ModelResult } from './validate-model.js'
import { type Location, type Problem, toDetail, type ValidationDetail } from './validation-error.js'

/** Makes an argument of a JSON value that stands at `loc`. */
export type ValueBinder = (value: unknown, loc: Location) => ModelResult | Promise<ModelResult>

/** Compiles an array of what `bind` takes; `inOneGo` elements at most before others have their turn. */
export function compileList(bind: ValueBinder, inOneGo?: number): ValueBinder {
  return async function bindList(value, loc) {
    if (!Array.isArray(value)) {
      return { ok: false, details: [toDetail(NOT_A_LIST, loc, value)] }
    }
    const elements: unknown[] = []
    const details: ValidationDetail[] = []
    for (const [index, element] of value.entries()) {
      if (details.length >= MAX_DETAILS) break
      const result = await bind(element, [...loc, index])
      if (result.ok) elements.push(result.value)
      else addDetails(details, result.details)
      await giveTurn(index, inOneGo)
    }
    return details.length === 0 ? { ok: true, value: elements } : { ok: false, details }
  }
}

const NOT_A_LIST: Problem = { type: 'list_type', msg: 'Input should be a valid list' }
