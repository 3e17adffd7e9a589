import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { REPOSITORY } from './repository.js'

/*
 * Loads the apps named on the command line, each on its own, and prints what became of them: the
 * loader is not part of the public surface, and a process loads a file only once.
 */

const { loadManifest } = await import(
  pathToFileURL(join(REPOSITORY, 'packages/runtime/dist/loader/load-app.js')).href
)

const results: unknown[] = []
for (const file of process.argv.slice(2)) results.push(await load(file))
process.stdout.write(`\n${JSON.stringify(results)}`)

async function load(file: string): Promise<unknown> {
  try {
    const { app, endpoints } = await loadManifest([file])
    return { app, endpoints: endpoints.map(summarize) }
  } catch (error) {
    if (!(error instanceof Error)) return { message: `not an error: ${String(error)}` }
    return { message: error.message, code: 'code' in error ? error.code : undefined }
  }
}

interface Summarizable {
  readonly name: string
  readonly path: string
  readonly label: string
  readonly protection: { readonly kind: string }
  readonly parameters: readonly object[]
}

function summarize({ protection, parameters, name, path, label }: Summarizable): object {
  const plain = JSON.stringify(parameters, (_key, value: unknown) => toPlain(value))
  return { name, path, label, protection: protection.kind, parameters: JSON.parse(plain) }
}

/** What JSON has no word for. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'function') return `class ${value.name}`
  return typeof value === 'bigint' || value instanceof RegExp ? String(value) : value
}
