import { InvalidEndpointError } from '@portico/sdk'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { explainBrokenPackage } from './explain-broken-package.js'
import { explainCompilerRefusal } from './explain-compiler-refusal.js'
import { explainMissingImport } from './explain-missing-import.js'
import { explainSyntaxError } from './explain-syntax-error.js'
import type { LoadingApp } from './loading-app.js'
import { type SourcePlace, findUserFrame } from './user-frame.js'

/** Turns whatever loading a user's file threw into one sentence; the original is the `cause`. */
export async function explainLoadFailure(
  error: unknown,
  app: LoadingApp,
): Promise<AppLoadError | InvalidEndpointError> {
  const place = findUserFrame(error)
  if (isRefusedDeclaration(error)) {
    const file = place?.file ?? app.file
    return new InvalidEndpointError(`${displayPath(file)}: ${error.message}`, { cause: error })
  }
  return (
    (await explainCompilerRefusal(error)) ??
    explainBrokenPackage(error, app) ??
    explainMissingImport(error, app) ??
    explainSyntaxError(error, app) ??
    explainCommonJs(error, app, place) ??
    new AppLoadError(
      'threw',
      `${where(app, place)} threw while it was loaded: ${messageOf(error)}`,
      { cause: error, place },
    )
  )
}

/** By its code: an app may bring its own copy of the SDK, with a class of its own. */
function isRefusedDeclaration(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'invalid_endpoint'
}

const INSTEAD: Readonly<Record<string, string>> = {
  require: "import … from '…'",
  module: 'export …',
  exports: 'export …',
  __dirname: 'import.meta.dirname',
  __filename: 'import.meta.filename',
}

/** `require` and its like, in a file that runs as an ES module. */
function explainCommonJs(
  error: unknown,
  app: LoadingApp,
  place: SourcePlace | undefined,
): AppLoadError | undefined {
  if (!(error instanceof ReferenceError)) return undefined
  const [, name = ''] = /^(\w+) is not defined/.exec(error.message) ?? []
  const instead = INSTEAD[name]
  if (instead === undefined) return undefined
  const why =
    app.language === 'typescript'
      ? 'TypeScript apps run as ES modules'
      : 'this file runs as an ES module'
  return new AppLoadError(
    'commonjs_in_es_module',
    `${where(app, place)} uses ${name}; ${why}: write ${instead}`,
    { cause: error, place },
  )
}

function where({ file }: LoadingApp, place: SourcePlace | undefined): string {
  return place === undefined ? displayPath(file) : `${displayPath(place.file)}:${place.line}`
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error)
  return text.split('\n', 1)[0] ?? text
}
