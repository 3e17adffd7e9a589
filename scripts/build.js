import { copyDocsPage } from './support/copy-docs-page.js'
import { removeStaleOutput } from './support/remove-stale-output.js'
import { isMain } from './support/is-main.js'
import { runTool } from './support/repository.js'

/** Compiles every project, without leftovers of deleted sources. Ends the process on an error. */
export async function build() {
  removeStaleOutput()
  copyDocsPage()
  const code = await runTool('tsc', '-b')
  if (code !== 0) process.exit(code)
}

if (isMain(import.meta.url)) await build()
