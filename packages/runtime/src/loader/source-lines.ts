import { readFileSync } from 'node:fs'

/** The lines of a source file; none where it can't be read. */
export function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)
  } catch {
    return []
  }
}

/** Number, from 1, of the first line that matches. */
export function findLine(file: string, pattern: RegExp): number | undefined {
  const index = readLines(file).findIndex((line) => pattern.test(line))
  return index === -1 ? undefined : index + 1
}
