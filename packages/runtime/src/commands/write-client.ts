import { createClientFiles } from '../client/client-files.js'
import { readAppSettings } from '../config/serve-settings.js'
import { createOpenApiDocument } from '../docs/open-api-document.js'
import { CommandError, usageError } from './command-error.js'
import { openGeneratedFolder } from './generated-folder.js'
import { hasDocs } from '../docs/has-docs.js'
import type { Invocation } from './invocation.js'
import { loadApp } from './load-app.js'
import { printDone } from './print-done.js'
import { readSources } from './read-sources.js'

/** Options of {@link writeClient}. */
export interface WriteClientOptions {
  /** Folder that the files go to. */
  readonly output?: string
  /** Write nothing; fail where the folder isn't up to date. Defaults to `false`. */
  readonly check?: boolean
  /** Leave endpoints without `docs: true` out. Defaults to `false`. */
  readonly docsOnly?: boolean
}

/** Writes the client of an app; serves nothing. */
export async function writeClient(
  invocation: Invocation,
  sources: readonly string[],
  { output, check = false, docsOnly = false }: WriteClientOptions,
): Promise<void> {
  if (output === undefined || output === '') {
    throw usageError('Name the folder to write to: runtime client app.ts --output client.')
  }
  const settings = readAppSettings(readSources(invocation))
  const manifest = await loadApp('client', sources, { ...settings, webSuffix: '' })
  const endpoints = manifest.endpoints.filter((endpoint) => !docsOnly || hasDocs(endpoint))
  if (endpoints.length === 0) {
    throw new CommandError(
      'There is no endpoint to call: write @fastapiEndpoint({ docs: true }), or leave --docs-only out.',
    )
  }

  const files = createClientFiles(createOpenApiDocument(manifest.app, endpoints))
  const folder = openGeneratedFolder(invocation.workingDirectory, output)
  const stale = folder.staleOf(files)
  if (stale.length === 0) return printDone(invocation, `${output} is up to date.`)
  if (check) {
    const names = stale.map(({ name }) => name).join(' and ')
    throw new CommandError(
      `${names} in ${output} must be written anew: run the same command without --check.`,
    )
  }
  folder.write(stale)
  for (const { name } of stale) printDone(invocation, `Wrote ${name} in ${output}.`)
  return undefined
}
