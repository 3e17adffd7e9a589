import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { ancestorsOf } from './app-name.js'

/** The `tsconfig.json` that TypeScript would take for files in a folder; `undefined` without one. */
export function findTsconfig(folder: string): string | undefined {
  for (const ancestor of ancestorsOf(folder)) {
    const path = join(ancestor, 'tsconfig.json')
    if (existsSync(path)) return path
  }
  return undefined
}

/** Whether a `tsconfig.json` itself turns decorators on; what it extends is not looked at. */
export function turnsDecoratorsOn(path: string): boolean {
  return /^[^/]*"experimentalDecorators"\s*:\s*true/m.test(readFileSync(path, 'utf8'))
}
