import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A place in somebody's source. */
export interface SourcePlace {
  /** Absolute path. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1; `undefined` where it isn't known. */
  readonly column?: number | undefined
}

const FRAME = /^\s+at (?:.*?\()?(?:file:\/\/)?(\/[^():]+|[A-Za-z]:[^():]+):(\d+):(\d+)\)?$/

/** Our own code, which is not in `node_modules` where it is linked. */
const OUR_FOLDERS = [
  dirname(dirname(fileURLToPath(import.meta.url))),
  dirname(fileURLToPath(import.meta.resolve('@portico/sdk'))),
]

/** The first place in a stack that is the user's own code: not Node's, not a dependency's, not ours. */
export function findUserFrame(error: unknown): SourcePlace | undefined {
  if (!(error instanceof Error)) return undefined
  for (const text of (error.stack ?? '').split('\n')) {
    const [, path, line, column] = FRAME.exec(text) ?? []
    if (path === undefined || !isUserFile(path)) continue
    return { file: decode(path), line: Number(line), column: Number(column) }
  }
  return undefined
}

function isUserFile(path: string): boolean {
  const file = decode(path)
  return (
    !/[\\/]node_modules[\\/]/.test(file) && !OUR_FOLDERS.some((folder) => file.startsWith(folder))
  )
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
