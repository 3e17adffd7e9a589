import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { PACKAGES, ROOT } from './repository.js'

/** Compiled folders and the sources they come from. */
const OUTPUTS = [
  ...PACKAGES.map((path) => [`${path}/dist`, `${path}/src`]),
  ...['examples', 'test', 'bench'].map((path) => [`build/${path}`, path]),
]

/** Deletes compiled files whose source is gone, so that a deleted test doesn't run any more. */
export function removeStaleOutput() {
  for (const [output, source] of OUTPUTS) {
    for (const file of filesBelow(join(ROOT, output))) {
      const stem = file.replace(/(\.d)?\.([cm]?)[jt]s(\.map)?$/, '')
      if (stem === file || hasSource(join(ROOT, source, stem))) continue
      rmSync(join(ROOT, output, file))
    }
  }
}

function hasSource(stem) {
  return ['.ts', '.mts', '.cts'].some((extension) => existsSync(stem + extension))
}

function filesBelow(folder) {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }) : []
}
