import { parse } from 'acorn'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { typeScriptInJavaScript } from './explain-missing-import.js'
import type { LoadingApp } from './loading-app.js'
import { readLines } from './source-lines.js'
import { type SyntaxErrorPlace, syntaxError } from './syntax-error.js'

/** Node's first line of a syntax error in a CommonJS module, and of an import of no such export. */
const PLACE = /^(?:file:\/\/)?(\/.+|[A-Za-z]:.+):(\d+)\n/

/** An import whose file is TypeScript. */
const TYPESCRIPT_IMPORT = /\b(?:from|import|import\s*\()\s*['"][^'"]+\.[cm]?tsx?['"]/

/** Explains a syntax error that Node itself found; `undefined` where the error is another one. */
export function explainSyntaxError(error: unknown, app: LoadingApp): AppLoadError | undefined {
  if (!(error instanceof SyntaxError)) return undefined
  const place = placeOf(error) ?? placeByParsing(app)
  const { message } = error
  if (message.includes('does not provide an export named')) return missingExport(error, app, place)
  if (place !== undefined) return syntaxError(place, message, error)
  // Newer versions of Node read TypeScript, but no decorators.
  if (importsTypeScript(app)) return typeScriptInJavaScript(app, error)
  return new AppLoadError(
    'syntax_error',
    `a module that ${displayPath(app.file)} imports has a syntax error: ${message}`,
    { cause: error },
  )
}

function missingExport(
  error: SyntaxError,
  app: LoadingApp,
  place: SyntaxErrorPlace | undefined,
): AppLoadError {
  const [, from, name] =
    /module '(.+)' does not provide an export named '(.+)'/.exec(error.message) ?? []
  const { file, line } = place ?? { file: app.file, line: undefined }
  const where = line === undefined ? displayPath(file) : `${displayPath(file)}:${line}`
  return new AppLoadError(
    'import_not_found',
    `${where} imports ${name} from ${from}, which exports no ${name}: check the name, and write import type for a type`,
    { cause: error, place: line === undefined ? undefined : { file, line } },
  )
}

function placeOf({ stack = '' }: SyntaxError): SyntaxErrorPlace | undefined {
  const [, file, line] = PLACE.exec(stack) ?? []
  return file === undefined ? undefined : { file, line: Number(line) }
}

/** Node tells no place of an ES module that doesn't parse, so the app's own file is tried again. */
function placeByParsing({ file, language }: LoadingApp): SyntaxErrorPlace | undefined {
  if (language === 'typescript') return undefined
  try {
    parse(readLines(file).join('\n'), { ecmaVersion: 'latest', sourceType: 'module' })
    return undefined
  } catch (error) {
    if (!hasPosition(error)) return undefined
    const { line, column } = error.loc
    return { file, line, column: column + 1 }
  }
}

function importsTypeScript({ file, language }: LoadingApp): boolean {
  return language === 'javascript' && readLines(file).some((line) => TYPESCRIPT_IMPORT.test(line))
}

function hasPosition(error: unknown): error is {
  readonly loc: { readonly line: number; readonly column: number }
} {
  return error instanceof SyntaxError && 'loc' in error
}
