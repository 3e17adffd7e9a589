import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, release, type } from 'node:os'

import { pinned } from './cores.js'

/** Where figures were measured: machine, Node and the versions of what was compared. */
export interface Surroundings {
  readonly date: string
  readonly node: string
  readonly machine: string
  readonly pinned: boolean
  readonly versions: Readonly<Record<string, string>>
}

/** Describes this machine, with the installed versions of `packages`. */
export function describeSurroundings(packages: readonly string[]): Surroundings {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, ${type()} ${release()}`,
    pinned,
    versions: Object.fromEntries(packages.map((name) => [name, installedVersion(name)])),
  }
}

const require = createRequire(import.meta.url)

function installedVersion(name: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(require.resolve(`${name}/package.json`), 'utf8'),
  )
  const isNamed = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isNamed ? String(manifest.version) : 'unknown'
}
