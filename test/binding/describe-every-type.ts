import { endpointsOf, type HandlerClass } from '@portico/sdk'

import type { describeParameter as Describe } from '../../packages/runtime/src/binding/describe-parameter.js'
import type { readParameters as Read } from '../../packages/runtime/src/binding/read-parameters.js'

const BINDING = new URL('binding/', import.meta.resolve('@portico/runtime'))

/** Specs and descriptions of all parameters of a class, as plain data. */
export async function describeMethods(target: HandlerClass): Promise<unknown> {
  const { readParameters } = await importFrom<{ readParameters: typeof Read }>('read-parameters.js')
  const { describeParameter } = await importFrom<{ describeParameter: typeof Describe }>(
    'describe-parameter.js',
  )
  const methods = endpointsOf(target).map(({ handler, method, path = '' }) => {
    const pathParams = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    const specs = readParameters(target, handler, { method, pathParams })
    return [handler, specs.map((spec) => ({ ...describeParameter(spec), spec }))]
  })
  return JSON.parse(JSON.stringify(Object.fromEntries(methods), plain)) as unknown
}

async function importFrom<T>(file: string): Promise<T> {
  return (await import(new URL(file, BINDING).href)) as T
}

/** Classes by name, and bigints by their digits. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'function') return value.name
  return typeof value === 'bigint' ? String(value) : value
}
