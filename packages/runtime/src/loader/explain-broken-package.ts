import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import type { LoadingApp } from './loading-app.js'
import { findProjectFolder } from './project-folder.js'

/** What Node says of a file below a broken `package.json`, without and with a compiler before it. */
const CODES: readonly unknown[] = ['ERR_INVALID_PACKAGE_CONFIG', 'ERR_UNKNOWN_FILE_EXTENSION']

/** Explains a `package.json` that isn't JSON; `undefined` where the error is another one. */
export function explainBrokenPackage(
  error: unknown,
  { file }: LoadingApp,
): AppLoadError | undefined {
  if (!(error instanceof Error && 'code' in error && CODES.includes(error.code))) return undefined
  const path = join(findProjectFolder(file), 'package.json')
  if (isJson(path)) return undefined
  const message = `${displayPath(path)} isn't valid JSON: correct it`
  return new AppLoadError('broken_package', message, { cause: error })
}

/** A file that can't be read is none that is broken. */
function isJson(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'))
    return true
  } catch (error) {
    return !(error instanceof SyntaxError)
  }
}
