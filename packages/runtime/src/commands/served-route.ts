import type { ServedRoute } from '../control/controlled-server.js'
import type { ManifestEndpoint } from '../loader/manifest.js'

/** What people are told of an endpoint: where it answers and who may call. */
export function toServedRoute(endpoint: ManifestEndpoint): ServedRoute {
  const { methods, path, hosts, label, protection } = endpoint
  return {
    methods,
    path,
    hosts,
    label,
    protected: protection.kind === 'protected',
    public: protection.kind === 'public',
  }
}
