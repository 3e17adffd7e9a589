import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/**
 * Name of an app: of the nearest `package.json` that has one, without its scope, else of the file.
 * A program without a file is looked for from the working directory.
 */
export function findAppName(file: string | undefined): string {
  const start = file === undefined ? process.cwd() : dirname(file)
  for (const folder of ancestorsOf(start)) {
    const name = readPackageName(join(folder, 'package.json'))
    if (name !== undefined) return name.replace(/^@[^/]*\//, '')
  }
  return file === undefined ? 'app' : basename(file, extname(file))
}

/** A folder and those it lies in, nearest first. */
export function* ancestorsOf(folder: string): Generator<string> {
  yield folder
  const parent = dirname(folder)
  if (parent !== folder) yield* ancestorsOf(parent)
}

function readPackageName(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  try {
    const { name }: { readonly name?: unknown } = JSON.parse(readFileSync(path, 'utf8'))
    return typeof name === 'string' && name !== '' ? name : undefined
  } catch {
    // A package.json that doesn't parse names nothing; Node itself complains where it matters.
    return undefined
  }
}
