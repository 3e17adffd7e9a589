import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type WorkspaceLocation, STATE_DIRECTORY, locateState } from './workspace-location.js'

/** Kept out of repositories and images: the directory holds secrets' digests. */
const IGNORE_FILES = ['.gitignore', '.dockerignore']

/**
 * Makes the `.portico/` of a working directory, readable by its owner alone.
 *
 * @throws Error where the directory can't be written.
 */
export function createStateDirectory(workingDirectory: string): WorkspaceLocation {
  const directory = join(workingDirectory, STATE_DIRECTORY)
  try {
    // Not `recursive`: where nothing can be made, as in /proc, Node then tries for ever.
    if (!existsSync(directory)) makeDirectory(directory)
    // The mode of mkdir is cut by the umask only, so an existing directory is the one to tighten.
    chmodSync(directory, 0o700)
    for (const name of IGNORE_FILES) writeIgnoreFile(join(directory, name))
  } catch (error) {
    throw new Error(
      `${directory} can't be made: give yourself write access to ${workingDirectory}, or name a database by PORTICO_DATABASE_URL.`,
      { cause: error },
    )
  }
  return locateState(workingDirectory, directory)
}

/** Another process may make it at the same time. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}

function writeIgnoreFile(path: string): void {
  if (!existsSync(path)) writeFileSync(path, '*\n', { mode: 0o600 })
}
