import type { Dependency } from '@portico/sdk'

import type { ParameterSpec } from './parameter-spec.js'

/** A parameter that is read from the request. */
export type RequestParameterSpec = Exclude<ParameterSpec, { readonly kind: 'injected' }>

/**
 * What a request has to bring: in the place of a dependency stands what it takes itself, where it is
 * first used. What the runtime has at hand is left out.
 */
export function requestParameters(
  specs: readonly ParameterSpec[],
): readonly RequestParameterSpec[] {
  const seen = new Set<Dependency>()
  return collect(specs)

  function collect(each: readonly ParameterSpec[]): readonly RequestParameterSpec[] {
    return each.flatMap((spec) => {
      if (spec.kind !== 'injected') return [spec]
      if (spec.what !== 'dependency' || seen.has(spec.provider)) return []
      seen.add(spec.provider)
      return collect(spec.parameters)
    })
  }
}
