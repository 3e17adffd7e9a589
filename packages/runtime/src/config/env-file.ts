import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

import type { EnvironmentVariables } from './environment-variables.js'

/** Name of the file. */
export const ENV_FILE = '.env'

/** One line, or one value in quotes that goes over several. */
const ENTRY =
  /[ \t]*(?:(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`|(?!["'`])[^\r\n]*))?[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/y

/**
 * Reads the variables in `.env` of a directory; a missing file has none.
 *
 * @throws Error that names the line which is no `NAME=value`, without what it says.
 */
export function readEnvFile(directory: string): EnvironmentVariables {
  const text = readText(join(directory, ENV_FILE))
  assertEntries(text)
  return { ...parseEnv(text) }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw new Error(`${ENV_FILE} can't be read: make it a file that you may read.`, {
      cause: error,
    })
  }
}

/** Node's own parser leaves out what it doesn't understand, without a word. */
function assertEntries(text: string): void {
  ENTRY.lastIndex = 0
  while (ENTRY.lastIndex < text.length) {
    const start = ENTRY.lastIndex
    if (ENTRY.test(text)) continue
    const line = text.slice(0, start).split('\n').length
    throw new Error(
      `${ENV_FILE}:${line} must be NAME=value, a comment behind # or empty; a value that begins with a quote must end with the same one.`,
    )
  }
}
