import { statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { explainLoadFailure } from './explain-load-failure.js'
import { registerTypeScript } from './typescript-hooks.js'

/** Endings of files that are compiled before they run. */
const TYPESCRIPT = new Set(['.ts', '.mts', '.tsx'])
const JAVASCRIPT = new Set(['.js', '.mjs', '.cjs'])

/** A user's file, loaded. */
export interface ImportedApp {
  /** Absolute path. */
  readonly file: string
  readonly language: 'typescript' | 'javascript'
  readonly exports: Readonly<Record<string, unknown>>
}

/**
 * Loads a user's file: TypeScript, which runs as an ES module, or JavaScript of both kinds.
 *
 * @throws AppLoadError with one sentence that says what to change.
 * @throws InvalidEndpointError where a decorator refuses what it is given; the file is named.
 */
export async function importApp(path: string): Promise<ImportedApp> {
  const file = resolve(path)
  assertFile(file)
  const language = languageOf(file)
  // Node's 10 frames may all be a dependency's, and the message names the user's own line.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 100
  try {
    if (language === 'typescript') await registerTypeScript(dirname(file))
    const exports: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
    return { file, language, exports }
  } catch (error) {
    throw await explainLoadFailure(error, { file, language })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function assertFile(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  const name = displayPath(file)
  if (stats === undefined) {
    throw new AppLoadError('file_not_found', `${name} doesn't exist: check the path`)
  }
  if (!stats.isFile()) {
    throw new AppLoadError(
      'not_a_module',
      `${name} is a directory: name the app's file, such as app.ts`,
    )
  }
}

function languageOf(file: string): ImportedApp['language'] {
  const extension = extname(file)
  if (TYPESCRIPT.has(extension)) return 'typescript'
  if (JAVASCRIPT.has(extension)) return 'javascript'
  const name = displayPath(file)
  throw new AppLoadError(
    'not_a_module',
    extension === '.cts'
      ? `${name} is CommonJS by its name, and TypeScript apps run as ES modules: rename it to end with .ts`
      : `${name} is neither TypeScript nor JavaScript: an app's file ends with .ts, .mts, .tsx, .js, .mjs or .cjs`,
  )
}
