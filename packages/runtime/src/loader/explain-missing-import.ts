import { basename, extname } from 'node:path'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import type { LoadingApp } from './loading-app.js'
import { findLine } from './source-lines.js'
import type { SourcePlace } from './user-frame.js'

/** How Node names what it can't find, for `import` and for `require`. */
const MISSING_PACKAGE = /^Cannot find package '([^']+)' imported from (.+)$/m
const MISSING_FILE = /^Cannot find module '([^']+)' imported from (.+)$/m
const MISSING_REQUIRE = /^Cannot find module '([^']+)'(?:\nRequire stack:\n- (.+))?/

/** Explains an import that leads nowhere; `undefined` where the error is another one. */
export function explainMissingImport(error: unknown, app: LoadingApp): AppLoadError | undefined {
  if (!(error instanceof Error)) return undefined
  const { message } = error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && app.language === 'javascript') {
    return typeScriptInJavaScript(app, error)
  }
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return undefined
  const [, missing, importer] =
    MISSING_PACKAGE.exec(message) ??
    MISSING_FILE.exec(message) ??
    MISSING_REQUIRE.exec(message) ??
    []
  if (missing === undefined) return undefined
  const file = importer ?? app.file
  return fail(explain(missing, displayPath(file)), error, placeOf(file, missing))
}

/** The line that imports something; Node tells it only where `missing` is as it was written. */
function placeOf(file: string, missing: string): SourcePlace | undefined {
  const name = basename(missing, extname(missing)).replace(/[^\w-]/g, '.')
  const line = findLine(file, new RegExp(`\\b(from|import|require)\\b.*['"].*${name}`))
  return line === undefined ? undefined : { file, line }
}

/** A JavaScript app imports TypeScript, which is compiled only for an app that is TypeScript too. */
export function typeScriptInJavaScript({ file }: LoadingApp, cause: Error): AppLoadError {
  return fail(
    `${displayPath(file)} imports TypeScript, and is JavaScript itself: rename it to end with .ts`,
    cause,
  )
}

function explain(missing: string, importer: string): string {
  if (!isPackage(missing)) {
    return `${importer} imports ${missing.startsWith('.') ? missing : displayPath(missing)}, which doesn't exist: check the path`
  }
  const name = missing.split('/', missing.startsWith('@') ? 2 : 1).join('/')
  return `${importer} imports ${name}, which isn't installed: run npm install ${name}`
}

function isPackage(specifier: string): boolean {
  return !/^(\.|\/|[A-Za-z]:|file:)/.test(specifier)
}

function fail(message: string, cause: Error, place?: SourcePlace): AppLoadError {
  return new AppLoadError('import_not_found', message, { cause, place })
}
