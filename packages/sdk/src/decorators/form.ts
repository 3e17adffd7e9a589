import { type ParameterRules, recordParameter } from '../endpoints/parameter-registry.js'
import type { HandlerClass } from '../endpoints/handler-class.js'
import { assertCalled } from './assert-called.js'
import { assertBoolean, assertKnownOptions, assertName } from './assert-options.js'
import { toHandlerTarget } from './decorator-target.js'
import { onTarget } from './on-target.js'

/** Options of {@link Form}. */
export interface FormOptions {
  /** Class of the form. Defaults to the declared type. */
  readonly type?: HandlerClass
  /** Whether a form has to be sent. Defaults to `true`. */
  readonly required?: boolean
}

const FORM_OPTIONS: Readonly<Record<keyof FormOptions, true>> = { type: true, required: true }

/**
 * Injects a form, validated by a class with class-validator decorators. An endpoint takes forms only
 * where `@Form()` or `@FormField()` says so, and then nothing else: a page of any other site can send
 * one without asking.
 *
 * @example
 * order(@Form() order: OrderForm) {}
 * @throws InvalidEndpointError where there is no such option.
 */
export function Form(options: FormOptions = {}): ParameterDecorator {
  assertCalled('Form', [...arguments])
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget('@Form()', prototype, name)
    onTarget(target, handler, () => {
      assertKnownOptions(options, FORM_OPTIONS)
      const { type, required = true } = options
      assertBoolean('required', required)
      recordParameter(target, handler, { kind: 'form', index, type, required })
    })
  }
}

/** Options of {@link FormField}. */
export interface FormFieldOptions extends ParameterRules {
  /** Whether the field has to be sent, and not empty. Defaults to `true` where it has no default. */
  readonly required?: boolean
  /** Takes every value that was sent under the name. Defaults to `false`: the last one. */
  readonly isArray?: boolean
}

const FIELD_OPTIONS: Readonly<Record<keyof FormFieldOptions, true>> = {
  required: true,
  isArray: true,
  type: true,
  enum: true,
  min: true,
  max: true,
  minLength: true,
  maxLength: true,
  pattern: true,
  default: true,
}

/**
 * Injects one field of a form, converted and checked as a value of the query is. As in FastAPI, an
 * empty field counts as not sent.
 *
 * @example
 * login(@FormField('name') name: string, @FormField('stay', { default: false }) stay: boolean) {}
 * @throws InvalidEndpointError where there is no name, or no such option.
 */
export function FormField(name: string, options: FormFieldOptions = {}): ParameterDecorator {
  assertCalled('FormField', [...arguments], "'name'")
  return (prototype, method, index) => {
    const { target, handler } = toHandlerTarget('@FormField()', prototype, method)
    onTarget(target, handler, () => {
      assertName('@FormField', name)
      assertKnownOptions(options, FIELD_OPTIONS)
      const { required = true, isArray = false, ...rules } = options
      assertBoolean('required', required)
      assertBoolean('isArray', isArray)
      recordParameter(target, handler, {
        kind: 'form-field',
        index,
        name,
        isArray,
        required,
        rules,
      })
    })
  }
}
