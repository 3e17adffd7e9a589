import { type AppSettings } from '../config/serve-settings.js'
import { loadManifest } from '../loader/load-app.js'
import type { Manifest } from '../loader/manifest.js'
import { usageError } from './command-error.js'

/**
 * Loads what a command was given.
 *
 * @param command such as `serve`, for the sentence that asks for a file.
 * @param webSuffix of the environment.
 */
export async function loadApp(
  command: string,
  files: readonly string[],
  { name, domain, workspaceName, webSuffix }: AppSettings & { readonly webSuffix: string },
): Promise<Manifest> {
  if (files.length === 0) {
    throw usageError(`Name the file that exports your classes: runtime ${command} app.ts.`)
  }
  return loadManifest(files, {
    workspace: workspaceName,
    webSuffix,
    ...(name === undefined ? {} : { app: name }),
    ...(domain === undefined ? {} : { domain }),
  })
}
