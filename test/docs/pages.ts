import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { REPOSITORY } from '../support/repository.js'

/** Paths within the repository of all pages that users read, in order. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(REPOSITORY, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .toSorted(),
  ...readmesIn('packages'),
  ...readmesIn('examples'),
]

function readmesIn(folder: string): readonly string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[^/]+\/README\.md$/.test(name))
    .map((name) => `${folder}/${name}`)
    .toSorted()
}
