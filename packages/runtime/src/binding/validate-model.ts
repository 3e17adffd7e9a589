import type { HandlerClass } from '@portico/sdk'
import { plainToInstance } from 'class-transformer'
import { validate } from 'class-validator'

import { isMuchWork, nextTurn } from './give-turn.js'
import { modelDetails } from './model-details.js'
import type { ModelOptions } from './parameter-spec.js'
import { isObject } from './is-object.js'
import { type PropertyType, shapeOf } from './model-shape.js'
import { modelsWithin } from './models-within.js'
import { type OnProblem, prune } from './prune.js'
import type { Pruned } from './pruned.js'
import { MAX_DETAILS } from './told-details.js'
import { transformInPieces } from './transform-in-pieces.js'
import { validateInPieces } from './validate-in-pieces.js'
import {
  type Accepted,
  accepted,
  type Location,
  NOT_AN_OBJECT,
  NOT_FINITE,
  NOT_UNICODE,
  type Problem,
  toDetail,
  UNKNOWN_PROPERTY,
  type ValidationDetail,
} from './validation-error.js'

/** What validating came to. */
export type ModelResult =
  Accepted | { readonly ok: false; readonly details: readonly ValidationDetail[] }

/** Makes an instance of a model from what a client sent at `loc`. */
export type ModelValidator = (sent: unknown, loc: Location) => Promise<ModelResult>

/** Compiles pruning, class-transformer and class-validator for one model. */
export function compileModel(model: HandlerClass, options: ModelOptions): ModelValidator {
  const { validation, transformation } = options
  const forbidsUnknown = validation?.forbidNonWhitelisted === true
  // What is read of an error must be in it, whatever the options say.
  const settings = { ...validation, validationError: { target: true, value: true } }
  // class-transformer types a class as one that can be called with `new`.
  const constructor = model as new () => object

  const type = { kind: 'model', model } as const
  const hasUnions = holdsUnions(model)

  return async function validateModel(sent, loc) {
    if (!isObject(sent) || Array.isArray(sent)) {
      return { ok: false, details: [toDetail(NOT_AN_OBJECT, loc, sent)] }
    }
    const problems: ValidationDetail[] = []
    const malformed: ValidationDetail[] = []
    const note: OnProblem = (problem, at, input) => {
      if (problem === UNKNOWN_PROPERTY && !forbidsUnknown) return
      const told = isMalformed(problem) ? malformed : problems
      if (told.length < MAX_DETAILS) told.push(toDetail(problem, [...at], input))
    }
    const pruned = prune(sent, type, note, loc)
    const isEnough = malformed.length > 0 || problems.length >= MAX_DETAILS
    if (isEnough) return { ok: false, details: [...malformed, ...problems] }

    const { instance, errors } = await instantiate(pruned)
    if (errors.length + problems.length === 0) return accepted(instance)
    // class-transformer has taken the tags of unions out.
    const told = hasUnions ? prune(sent, type, ignore, loc).value : pruned.value
    const enough = problems.length === 0 ? { most: MAX_DETAILS } : {}
    const details = outside(problems, modelDetails(errors, told, loc, enough))
    return { ok: false, details: [...details, ...problems] }
  }

  async function instantiate(pruned: Pruned) {
    if (isMuchWork(pruned.work)) return instantiateInPieces(pruned)
    const instance = plainToInstance(constructor, pruned.value, transformation)
    return { instance, errors: await validate(instance, settings) }
  }

  async function instantiateInPieces(pruned: Pruned) {
    await nextTurn()
    const instance = await transformInPieces(pruned, transformation)
    return { instance, errors: await validateInPieces(instance, settings) }
  }
}

/** Values at which some validators throw. Unknown properties and members of unions are replaced. */
function isMalformed(problem: Problem): boolean {
  return problem === NOT_UNICODE || problem === NOT_FINITE
}

function holdsUnions(model: HandlerClass): boolean {
  return [...modelsWithin(model)].some((each) =>
    [...shapeOf(each).byProperty.values()].some(({ type }) => isUnion(type)),
  )
}

function isUnion(type: PropertyType): boolean {
  return type.kind === 'map' ? isUnion(type.of) : type.kind === 'union'
}

/** What class-validator says of a value that has been replaced means nothing. */
function outside(
  problems: readonly ValidationDetail[],
  details: readonly ValidationDetail[],
): readonly ValidationDetail[] {
  const replaced = new Set(problems.map(({ loc }) => JSON.stringify(loc)))
  return details.filter(
    ({ loc }) => !loc.some((_, end) => replaced.has(JSON.stringify(loc.slice(0, end + 1)))),
  )
}

function ignore(): void {}
