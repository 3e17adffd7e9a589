import type { HandlerClass } from '@portico/sdk'

import { buildManifest } from './build-manifest.js'
import type { ManifestOptions } from './manifest-options.js'
import type { Manifest, ManifestEndpoint } from './manifest.js'

const FILE = `${process.cwd()}/app.ts`

/** The manifest of classes that `app.ts` would export. */
export function build(classes: readonly HandlerClass[], options: ManifestOptions = {}): Manifest {
  const sources = classes.map((target) => ({ target, file: FILE }))
  return buildManifest(sources, { app: 'shop', ...options })
}

/** The first endpoint of a class. */
export function only(target: HandlerClass, options: ManifestOptions = {}): ManifestEndpoint {
  const [endpoint] = build([target], options).endpoints
  if (endpoint === undefined) throw new Error('the manifest is empty')
  return endpoint
}

/** Why classes are refused. */
export function refusal(...classes: readonly HandlerClass[]): string {
  try {
    build(classes)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'was not refused'
}
