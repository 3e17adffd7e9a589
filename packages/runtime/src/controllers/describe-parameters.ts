import { type HandlerClass, emittedParameterTypes, isClass, parametersOf } from '@portico/sdk'
import type { ActionMetadata, ParamMetadata } from 'routing-controllers'

import type { InjectedParameterSpec, ParameterSpec, ScalarType } from '../binding/parameter-spec.js'
import { uploadsOf } from './action-upload.js'

const SCALARS: ReadonlyMap<string, ScalarType> = new Map([
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['date', 'date'],
])

const PLACES = { param: 'path', query: 'query', header: 'header', cookie: 'cookie' } as const

const INJECTED: ReadonlyMap<string, InjectedParameterSpec['what']> = new Map([
  ['params', 'path-params'],
  ['queries', 'query-params'],
  ['headers', 'header-params'],
  ['cookies', 'cookie-params'],
  ['request', 'request'],
  ['response', 'response'],
  ['context', 'koa-context'],
  ['state', 'state'],
])

/** What decorators of the SDK's own inject. */
const OWN = {
  'caller-token': { kind: 'injected', in: 'runtime', name: 'caller', what: 'caller-token' },
  signal: { kind: 'injected', in: 'runtime', name: 'signal', what: 'signal' },
} as const

/** What an action takes, for people. What a decorator of the user's own injects isn't shown. */
export function describeParameters(
  target: HandlerClass,
  metadata: ActionMetadata,
): readonly ParameterSpec[] {
  const own = parametersOf(target, metadata.method).flatMap(({ kind, index }) =>
    kind === 'caller-token' || kind === 'signal' ? { ...OWN[kind], index } : [],
  )
  const described = metadata.params.flatMap((param) => describe(param, metadata) ?? [])
  return [...described, ...uploadsOf(target, metadata), ...own].toSorted(
    (left, right) => left.index - right.index,
  )
}

function describe(param: ParamMetadata, metadata: ActionMetadata): ParameterSpec | undefined {
  const { index, name, type } = param
  const required = param.required === true
  switch (type) {
    case 'param':
    case 'query':
    case 'header':
    case 'cookie':
      return scalar(param, PLACES[type])
    case 'body':
      return model(param, 'body', bodyIsArray(param, metadata))
    case 'body-param':
      return { kind: 'body-field', index, in: 'body', name, type: fieldType(param), required }
    case 'queries':
      return modelOf(param) === undefined ? injected(param) : model(param, 'query', false)
    default:
      return injected(param)
  }
}

function scalar(param: ParamMetadata, place: (typeof PLACES)[keyof typeof PLACES]): ParameterSpec {
  const { index, name, targetName } = param
  return {
    kind: 'scalar',
    index,
    in: place,
    name,
    type: SCALARS.get(targetName) ?? 'string',
    array: param.isArray === true || targetName === 'array',
    required: param.required === true,
    rules: {},
  }
}

function model(param: ParamMetadata, place: 'body' | 'query', array: boolean): ParameterSpec {
  const { index, required } = param
  return {
    kind: 'model',
    index,
    in: place,
    name: place,
    model: modelOf(param),
    array,
    required: required === true,
  }
}

function injected({ index, name, type }: ParamMetadata): ParameterSpec | undefined {
  const what = INJECTED.get(type)
  return what && { kind: 'injected', index, in: 'runtime', name: name || type, what }
}

/** The class of a parameter, where it isn't one of the language's own. */
function modelOf({ targetType }: ParamMetadata): HandlerClass | undefined {
  const builtIn: readonly unknown[] = [Object, Array, String, Number, Boolean, Date, Function]
  return isClass(targetType) && !builtIn.includes(targetType) ? targetType : undefined
}

function fieldType(param: ParamMetadata): ScalarType | HandlerClass {
  return SCALARS.get(param.targetName) ?? modelOf(param) ?? 'string'
}

function bodyIsArray({ index }: ParamMetadata, { target, method }: ActionMetadata): boolean {
  return isClass(target) && emittedParameterTypes(target, method)?.[index] === Array
}
