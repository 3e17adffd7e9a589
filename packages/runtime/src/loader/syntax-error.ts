import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { readLines } from './source-lines.js'

/** Longer files get no line number: each line is one more attempt to parse. */
const MAX_LINES = 2_000

/** Longer lines get no column. */
const MAX_COLUMNS = 500

/** Where a file doesn't parse; `line` and `column` from 1. */
export interface SyntaxErrorPlace {
  readonly file: string
  readonly line: number | undefined
  readonly column?: number | undefined
}

/** Says where a file doesn't parse, why, and shows the line. */
export function syntaxError(
  { file, line, column }: SyntaxErrorPlace,
  reason: string,
  cause: unknown,
): AppLoadError {
  const name = displayPath(file)
  const source = line === undefined ? undefined : readLines(file)[line - 1]?.trim().slice(0, 120)
  const where = line === undefined ? name : `${name}:${line}`
  const shown = source === undefined || source === '' ? '' : `, at: ${source}`
  const summary = `${where} has a syntax error: ${reason}`
  const place = line === undefined ? undefined : { file, line, column }
  return new AppLoadError('syntax_error', `${summary}${shown}`, { cause, summary, place })
}

/**
 * Finds the place of a compiler's complaint that came without one: the line, and the column in it,
 * from which on every longer beginning of the file gets the same complaint.
 */
export async function findSyntaxErrorPlace(
  file: string,
  complaint: string,
): Promise<SyntaxErrorPlace> {
  const lines = readLines(file)
  if (complaint.includes('`EOF`')) return findEnd(file, lines)
  if (lines.length > MAX_LINES) return { file, line: undefined }
  // Loaded here: an app in JavaScript does without the compiler.
  const { transform } = await import('@oxc-node/core')
  const complains = (beginning: string): boolean =>
    complaintOf(() => transform(file, beginning)) === complaint
  let line = lines.length
  while (line > 0 && complains(lines.slice(0, line).join('\n'))) line -= 1
  if (line === lines.length) return { file, line: undefined }
  return { file, line: line + 1, column: findColumn(lines, line, complains) }
}

/** Where a file ends whose end comes too early. */
function findEnd(file: string, lines: readonly string[]): SyntaxErrorPlace {
  const index = lines.findLastIndex((text) => text.trim() !== '')
  if (index === -1) return { file, line: undefined }
  return { file, line: index + 1, column: lines[index]?.trimEnd().length }
}

/** The column of the line at `index`; `undefined` in a line that nobody wrote by hand. */
function findColumn(
  lines: readonly string[],
  index: number,
  complains: (beginning: string) => boolean,
): number | undefined {
  const text = lines[index] ?? ''
  if (text.length > MAX_COLUMNS) return undefined
  const before = lines.slice(0, index).join('\n')
  let length = text.length
  while (length > 0 && complains(`${before}\n${text.slice(0, length)}`)) length -= 1
  return Math.min(length + 1, Math.max(text.length, 1))
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
