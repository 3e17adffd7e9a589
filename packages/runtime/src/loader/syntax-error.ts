import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { readLines } from './source-lines.js'

/** Longer files get no line number: each line is one more attempt to parse. */
const MAX_LINES = 2_000

/** Where a file doesn't parse; `line` from 1. */
export interface SyntaxErrorPlace {
  readonly file: string
  readonly line: number | undefined
}

/** Says where a file doesn't parse, why, and shows the line. */
export function syntaxError(
  { file, line }: SyntaxErrorPlace,
  reason: string,
  cause: unknown,
): AppLoadError {
  const name = displayPath(file)
  const source = line === undefined ? undefined : readLines(file)[line - 1]?.trim().slice(0, 120)
  const where = line === undefined ? name : `${name}:${line}`
  const shown = source === undefined || source === '' ? '' : `, at: ${source}`
  return new AppLoadError('syntax_error', `${where} has a syntax error: ${reason}${shown}`, {
    cause,
  })
}

/**
 * Finds the line of a compiler's complaint that came without one: that from which on every longer
 * beginning of the file gets the same complaint.
 */
export async function findSyntaxErrorLine(
  file: string,
  complaint: string,
): Promise<number | undefined> {
  const lines = readLines(file)
  if (lines.length > MAX_LINES || complaint.includes('`EOF`')) return undefined
  // Loaded here: an app in JavaScript does without the compiler.
  const { transform } = await import('@oxc-node/core')
  let line = lines.length
  while (line > 0) {
    const beginning = lines.slice(0, line).join('\n')
    if (complaintOf(() => transform(file, beginning)) !== complaint) break
    line -= 1
  }
  return line === lines.length ? undefined : line + 1
}

function complaintOf(compile: () => unknown): string | undefined {
  try {
    compile()
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    return /^Failed to \w+ .*?: ([^\n]*)/.exec(message)?.[1]
  }
}
