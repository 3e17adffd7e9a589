import { readAppSettings } from '../config/serve-settings.js'
import { createOpenApiDocument } from '../docs/open-api-document.js'
import { CommandError } from './command-error.js'
import { hasDocs } from '../docs/has-docs.js'
import type { Invocation } from './invocation.js'
import { loadApp } from './load-app.js'
import { readSources } from './read-sources.js'

/** Prints the API description of an app; serves nothing. */
export async function printOpenApi(
  invocation: Invocation,
  files: readonly string[],
  { all = false }: { readonly all?: boolean },
): Promise<void> {
  const settings = readAppSettings(readSources(invocation))
  const { app, endpoints } = await loadApp('openapi', files, { ...settings, webSuffix: '' })
  const described = all ? endpoints : endpoints.filter(hasDocs)
  if (described.length === 0) {
    throw new CommandError(
      'No endpoint asks to be described: write @fastapiEndpoint({ docs: true }), or add --all.',
    )
  }
  const document = createOpenApiDocument(app, described)
  invocation.terminal.print(JSON.stringify(document, undefined, 2))
}
