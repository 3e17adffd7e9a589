import { InvalidEndpointError } from '@portico/sdk'

import { findRouteConflict } from '../server/matcher/route-conflict.js'
import { inFile } from './invalid-endpoint.js'
import type { ManifestEndpoint } from './manifest.js'

/**
 * Refuses endpoints that can't be told apart: by method and path, by host or by label.
 *
 * @throws InvalidEndpointError naming both, with their files.
 */
export function assertNoConflicts(endpoints: readonly ManifestEndpoint[]): void {
  const conflict = findRouteConflict(endpoints)
  if (conflict !== undefined) {
    const { left, right, reason } = conflict
    throw new InvalidEndpointError(
      `${describe(left)} and ${describe(right)} ${reason}: ${remedy(left, right)}`,
    )
  }
  assertLabelsDiffer(endpoints)
}

function assertLabelsDiffer(endpoints: readonly ManifestEndpoint[]): void {
  const seen = new Map<string, ManifestEndpoint>()
  for (const endpoint of endpoints) {
    const other = seen.get(endpoint.label)
    if (other !== undefined) {
      throw new InvalidEndpointError(
        `${describe(other)} and ${describe(endpoint)} both have the label '${endpoint.label}': write another label on one of them`,
      )
    }
    seen.set(endpoint.label, endpoint)
  }
}

/** A parent that is served beside its child takes the paths that the child inherits. */
function remedy(left: ManifestEndpoint, right: ManifestEndpoint): string {
  if (right.target.prototype instanceof left.target) return `don't export ${left.target.name}`
  if (left.target.prototype instanceof right.target) return `don't export ${right.target.name}`
  return 'change one of them'
}

/** Such as `app.ts: Greeter.hello (/hello/:name)`. */
function describe({ name, file, path }: ManifestEndpoint): string {
  return inFile(file, `${name} (${path})`)
}
