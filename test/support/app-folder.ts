import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { REPOSITORY } from './repository.js'

/** A user's project in a temporary folder, with this repository's packages installed. */
export interface AppFolder {
  /** Absolute path. */
  readonly path: string
  /** Absolute path of a file in it. */
  file(name: string): string
  remove(): void
}

/** Contents of a project's files by their paths. */
export type AppFiles = Readonly<Record<string, string>>

/** Writes a user's project. Who makes it removes it. */
export function createAppFolder(files: AppFiles): AppFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'portico-app-')))
  symlinkSync(join(REPOSITORY, 'node_modules'), join(path, 'node_modules'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return {
    path,
    file: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** A `tsconfig.json` as a user writes it. */
export const TSCONFIG = JSON.stringify({
  compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true },
})
