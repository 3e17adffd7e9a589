import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { findLine } from './source-lines.js'
import { findSyntaxErrorPlace, syntaxError } from './syntax-error.js'
import { findTsconfig, findTsconfigFault, turnsDecoratorsOn } from './tsconfig-file.js'

/** How @oxc-node/core says that it can't compile a file; the message has no position. */
const REFUSAL = /^Failed to (?:parse|transform) (\S.*?\.[a-z]+): (.*)$/s

/** Explains what the TypeScript compiler refused; `undefined` where the error is another one. */
export async function explainCompilerRefusal(error: unknown): Promise<AppLoadError | undefined> {
  if (!(error instanceof Error)) return undefined
  const [, path, reason] = REFUSAL.exec(error.message) ?? []
  if (path === undefined || reason === undefined) return undefined
  const file = path.startsWith('file:') ? fileURLToPath(path) : path
  if (reason.startsWith('decorators require')) return noDecorators(file, error)
  if (reason.startsWith('Import assignment')) return assignment(file, IMPORT_ASSIGNMENT, error)
  if (reason.startsWith('Export assignment')) return assignment(file, EXPORT_ASSIGNMENT, error)
  const [summary = reason] = reason.split('\n', 1)
  return syntaxError(await findSyntaxErrorPlace(file, summary), summary, error)
}

/** What to correct in or to add to which `tsconfig.json`, so that decorators come with their types. */
export function decoratorSettings(file: string): string {
  const lines = '"experimentalDecorators": true and "emitDecoratorMetadata": true'
  const tsconfig = findTsconfig(dirname(file))
  if (tsconfig === undefined) {
    return `write ${lines} under "compilerOptions" in a tsconfig.json beside it`
  }
  return (
    findTsconfigFault(tsconfig) ??
    `write ${lines} under "compilerOptions" in ${displayPath(tsconfig)}`
  )
}

function noDecorators(file: string, cause: Error): AppLoadError {
  const name = displayPath(file)
  const tsconfig = findTsconfig(dirname(file))
  const isSet = tsconfig !== undefined && turnsDecoratorsOn(tsconfig)
  const message =
    isSet && findTsconfigFault(tsconfig) === undefined
      ? `${name} uses decorators, but ${displayPath(tsconfig)} doesn't include it: add it to "include" there`
      : `${name} uses decorators, which its compiler settings don't allow: ${decoratorSettings(file)}`
  return new AppLoadError('no_decorator_metadata', message, { cause })
}

interface Assignment {
  readonly pattern: RegExp
  readonly uses: string
  readonly instead: string
}

const IMPORT_ASSIGNMENT: Assignment = {
  pattern: /^\s*(export\s+)?import\s+\w+\s*=\s*require\b/,
  uses: 'import = require',
  instead: "import … from '…'",
}

const EXPORT_ASSIGNMENT: Assignment = {
  pattern: /^\s*export\s*=/,
  uses: 'export =',
  instead: 'export { … }',
}

function assignment(
  file: string,
  { pattern, uses, instead }: Assignment,
  cause: Error,
): AppLoadError {
  const line = findLine(file, pattern)
  const where = line === undefined ? displayPath(file) : `${displayPath(file)}:${line}`
  return new AppLoadError(
    'commonjs_in_es_module',
    `${where} uses ${uses}; TypeScript apps run as ES modules: write ${instead}`,
    { cause },
  )
}
