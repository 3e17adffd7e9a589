import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { ancestorsOf } from './app-name.js'

/** Folder of the project that a file belongs to: the nearest with a `package.json`, else its own. */
export function findProjectFolder(file: string): string {
  const folder = dirname(file)
  for (const ancestor of ancestorsOf(folder)) {
    if (existsSync(join(ancestor, 'package.json'))) return ancestor
  }
  return folder
}
