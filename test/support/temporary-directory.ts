import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new empty directory. Remove it with {@link removeDirectory}. */
export function makeDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'portico-test-'))
}

/** Removes a directory and what is in it. */
export function removeDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true })
}
