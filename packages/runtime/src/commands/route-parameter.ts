import type { ParameterSpec } from '../binding/parameter-spec.js'
import type { ManifestEndpoint } from '../loader/manifest.js'

/** What a request has to bring, or may bring, for one parameter of a handler. */
export interface RouteParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  readonly type: string
  readonly array: boolean
  readonly required: boolean
}

/** The parameters that a request brings; what the runtime injects is left out. */
export function toRouteParameters({ parameters }: ManifestEndpoint): readonly RouteParameter[] {
  return parameters.flatMap((spec) => toRouteParameter(spec))
}

function toRouteParameter(spec: ParameterSpec): readonly RouteParameter[] {
  switch (spec.kind) {
    case 'scalar': {
      const { name, type, array, required } = spec
      return [{ name, in: spec.in, type, array, required }]
    }
    case 'model': {
      const { name, model, array, required } = spec
      return [{ name, in: spec.in, type: model?.name ?? 'any', array, required }]
    }
    case 'body-field': {
      const { name, type, required } = spec
      const typeName = typeof type === 'string' ? type : (type?.name ?? 'any')
      return [{ name, in: spec.in, type: typeName, array: false, required }]
    }
    case 'injected':
      return []
  }
}
