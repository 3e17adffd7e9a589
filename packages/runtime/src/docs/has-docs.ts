import type { ManifestEndpoint } from '../loader/manifest.js'

/** Whether an endpoint asks to be described: `docs: true`. */
export function hasDocs(endpoint: ManifestEndpoint): boolean {
  return endpoint.kind === 'declared' && endpoint.spec.docs
}
