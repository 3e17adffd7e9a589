import { type AppDefinition, isAppDefinition } from '@portico/sdk'

import { AppLoadError } from './app-load-error.js'
import { assertNoGlobalClasses, globalClasses } from './assert-global-classes.js'
import { assertDecoratorMetadata } from './assert-decorator-metadata.js'
import { buildManifest } from './build-manifest.js'
import { displayPath } from './display-path.js'
import { exportedValues } from './exported-values.js'
import { handlerSourcesOf } from './handler-sources.js'
import { importApp } from './import-app.js'
import type { ManifestOptions } from './manifest-options.js'
import type { HandlerSource, Manifest } from './manifest.js'
import { mergeAppOptions } from './merge-app-options.js'

/**
 * Loads users' files, in order, and resolves what they declare. One of them may export what
 * `defineApp()` makes.
 *
 * @throws AppLoadError where a file can't become an app.
 * @throws InvalidEndpointError where something is declared that can't be served.
 */
export async function loadManifest(
  files: readonly string[],
  options: ManifestOptions = {},
): Promise<Manifest> {
  const before = globalClasses()
  const loaded: LoadedFile[] = []
  for (const file of files) loaded.push(await loadFile(file))
  const sources = loaded.flatMap((file) => file.sources)
  const [first] = loaded
  if (first !== undefined && sources.length === 0) throw noHandlers(first.file)
  const definition = onlyDefinition(loaded)
  const appOptions = mergeAppOptions(definition?.options, options.appOptions)
  assertNoGlobalClasses(before, sources, appOptions)
  return buildManifest(sources, { ...options, appOptions })
}

interface LoadedFile {
  /** Absolute path. */
  readonly file: string
  readonly sources: readonly HandlerSource[]
  readonly definitions: readonly AppDefinition[]
}

async function loadFile(path: string): Promise<LoadedFile> {
  const { file, language, exports } = await importApp(path)
  const sources = handlerSourcesOf(exports, file)
  const definitions = [...exportedValues(exports)].filter(isAppDefinition)
  if (sources.length === 0 && definitions.length === 0) throw noHandlers(file)
  if (language === 'typescript') assertDecoratorMetadata(sources, file)
  return { file, sources, definitions }
}

/** The same one may be exported under several names, and by several files. */
function onlyDefinition(loaded: readonly LoadedFile[]): AppDefinition | undefined {
  const [first, second] = new Map(
    loaded.flatMap(({ file, definitions }) => definitions.map((each) => [each, file])),
  )
  if (second === undefined) return first?.[0]
  const files = [...new Set([first?.[1] ?? '', second[1]])].map(displayPath)
  throw new AppLoadError(
    'two_apps',
    `${files.join(' and ')} ${files.length === 1 ? 'calls' : 'call'} defineApp() twice: put everything into one`,
  )
}

function noHandlers(file: string): AppLoadError {
  return new AppLoadError(
    'no_handlers',
    `${displayPath(file)} exports no handler class: export a class with a @fastapiEndpoint() method`,
  )
}
