import type { HandlerClass } from '@portico/sdk'
import { plainToInstance } from 'class-transformer'
import { validate } from 'class-validator'

import { modelDetails } from './model-details.js'
import type { ModelOptions } from './parameter-spec.js'
import { isObject, prune } from './prune.js'
import {
  type Accepted,
  accepted,
  type Location,
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

  return async function validateModel(sent, loc) {
    if (!isObject(sent) || Array.isArray(sent))
      return { ok: false, details: [notAnObject(sent, loc)] }
    const problems: ValidationDetail[] = []
    const plain = prune(
      sent,
      { kind: 'model', model },
      (problem, at, input) => {
        if (forbidsUnknown || problem !== UNKNOWN_PROPERTY)
          problems.push(toDetail(problem, at, input))
      },
      loc,
    )
    // Some validators throw at such a value.
    const isMalformed = problems.some(({ type }) => type !== UNKNOWN_PROPERTY.type)
    if (isMalformed) return { ok: false, details: problems }

    const instance = plainToInstance(constructor, plain, transformation)
    const errors = await validate(instance, settings)
    const details = [...modelDetails(errors, plain, loc), ...problems]
    return details.length === 0 ? accepted(instance) : { ok: false, details }
  }
}

function notAnObject(sent: unknown, loc: Location): ValidationDetail {
  const msg = 'Input should be a valid dictionary or object to extract fields from'
  return { type: 'model_attributes_type', loc, msg, input: sent }
}
