import type { ParameterSite } from './parameter-site.js'
import type { RawBodyParameterSpec } from './parameter-spec.js'

/** A parameter that takes the whole body as it came. */
export function rawBody(site: ParameterSite, as: RawBodyParameterSpec['as']): RawBodyParameterSpec {
  const { index, source } = site
  const required = source?.default === undefined
  return { kind: 'raw-body', index, in: 'body', name: source?.name ?? 'body', as, required }
}
