import type { ParameterSpec } from '../binding/parameter-spec.js'
import type { DeclaredEndpoint } from '../loader/manifest.js'

const FROM_KOA: readonly string[] = ['koa-context', 'request', 'response', 'state', 'current-user']

/** Whether a handler, or an interceptor around it, is given something of Koa's. */
export function usesKoa({ parameters, uses }: DeclaredEndpoint): boolean {
  return uses.interceptors.length > 0 || takesFromKoa(parameters)
}

function takesFromKoa(parameters: readonly ParameterSpec[]): boolean {
  return parameters.some((spec) =>
    'provider' in spec
      ? takesFromKoa(spec.parameters)
      : spec.kind === 'injected' && FROM_KOA.includes(spec.what),
  )
}
