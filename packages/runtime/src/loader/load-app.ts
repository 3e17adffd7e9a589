import { AppLoadError } from './app-load-error.js'
import { assertDecoratorMetadata } from './assert-decorator-metadata.js'
import { buildManifest } from './build-manifest.js'
import { displayPath } from './display-path.js'
import { handlerSourcesOf } from './handler-sources.js'
import { importApp } from './import-app.js'
import type { ManifestOptions } from './manifest-options.js'
import type { HandlerSource, Manifest } from './manifest.js'

/**
 * Loads users' files, in order, and resolves what they declare.
 *
 * @throws AppLoadError where a file can't become an app.
 * @throws InvalidEndpointError where something is declared that can't be served.
 */
export async function loadManifest(
  files: readonly string[],
  options: ManifestOptions = {},
): Promise<Manifest> {
  const sources: HandlerSource[] = []
  for (const file of files) sources.push(...(await loadSources(file)))
  return buildManifest(sources, options)
}

async function loadSources(path: string): Promise<readonly HandlerSource[]> {
  const { file, language, exports } = await importApp(path)
  const sources = handlerSourcesOf(exports, file)
  if (sources.length === 0) {
    throw new AppLoadError(
      'no_handlers',
      `${displayPath(file)} exports no handler class: export a class with a @fastapiEndpoint() method`,
    )
  }
  if (language === 'typescript') assertDecoratorMetadata(sources, file)
  return sources
}
