import { InvalidEndpointError } from '@portico/sdk'

import { inFile } from './invalid-endpoint.js'
import type { ManifestEndpoint } from './manifest.js'

/**
 * Refuses endpoints that can't be told apart.
 *
 * @throws InvalidEndpointError naming both, with their files.
 */
export function assertNoConflicts(endpoints: readonly ManifestEndpoint[]): void {
  assertLabelsDiffer(endpoints)
  assertHostsDiffer(endpoints)
}

function assertLabelsDiffer(endpoints: readonly ManifestEndpoint[]): void {
  const seen = new Map<string, ManifestEndpoint>()
  for (const endpoint of endpoints) {
    const other = seen.get(endpoint.label)
    if (other !== undefined) {
      throw conflict(other, endpoint, `have the label '${endpoint.label}'. Give one another label.`)
    }
    seen.set(endpoint.label, endpoint)
  }
}

function assertHostsDiffer(endpoints: readonly ManifestEndpoint[]): void {
  const seen = new Map<string, ManifestEndpoint>()
  for (const endpoint of endpoints) {
    for (const host of new Set(endpoint.hosts)) {
      const other = seen.get(host)
      if (other !== undefined) {
        throw conflict(other, endpoint, `answer at the host ${host}. Give one another host.`)
      }
      seen.set(host, endpoint)
    }
  }
}

function conflict(
  first: ManifestEndpoint,
  second: ManifestEndpoint,
  message: string,
): InvalidEndpointError {
  return new InvalidEndpointError(`${describe(first)} and ${describe(second)} both ${message}`)
}

function describe({ name, file }: ManifestEndpoint): string {
  return inFile(file, name)
}
