import type { FormFieldRecord, FormRecord } from '@portico/sdk'

import { assertTextModel } from './assert-model.js'
import { readDecoratedScalar } from './decorated-scalar.js'
import { toEmittedType } from './emitted-type.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type { ModelParameterSpec, ScalarParameterSpec } from './parameter-spec.js'

/**
 * Reads `@Form()`: a class whose properties are fields of the form.
 *
 * @throws InvalidEndpointError where it isn't one that can be validated.
 */
export function readFormModel(site: ParameterSite, record: FormRecord): ModelParameterSpec {
  assertSendable(site, '@Form()')
  const { type, required } = record
  const told = type === undefined ? site.emitted : toEmittedType(type)
  if (told.kind !== 'class') {
    throw parameterError(
      site,
      "@Form() takes a class whose properties have class-validator decorators. Write one, as in @Form() order: OrderForm or @Form({ type: OrderForm }), or @FormField('name') for each field",
    )
  }
  assertTextModel(site, told.model)
  const { index, source } = site
  return {
    kind: 'model',
    index,
    in: 'form',
    name: source?.name ?? 'form',
    model: told.model,
    array: false,
    required: required && source?.default === undefined,
    options: {},
  }
}

/**
 * Reads `@FormField('name')`: a single value, or an array of them.
 *
 * @throws InvalidEndpointError where the type isn't known, or a rule can't be kept.
 */
export function readFormField(site: ParameterSite, record: FormFieldRecord): ScalarParameterSpec {
  assertSendable(site, '@FormField()')
  const { name, isArray, required, rules } = record
  return readDecoratedScalar(site, 'form', { name, isArray, required }, rules)
}

/**
 * Nobody sends a form with such a request, so that it would always be missing.
 *
 * @throws InvalidEndpointError with the method to write.
 */
export function assertSendable(site: ParameterSite, decorator: string): void {
  const { method } = site.endpoint
  if (method !== 'GET' && method !== 'HEAD') return
  throw parameterError(
    site,
    `${decorator} reads a body, which ${method} endpoints don't have. Write @fastapiEndpoint({ method: 'POST' })`,
  )
}
