import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { type ClientFile, isGenerated } from '../client/client-files.js'
import { CommandError } from './command-error.js'

/** A folder whose generated files may be written anew, and whose others may not. */
export interface GeneratedFolder {
  /**
   * The files that aren't there as they should be.
   *
   * @throws CommandError where somebody else's file has the name of one.
   */
  staleOf(files: readonly ClientFile[]): readonly ClientFile[]
  /** Writes files, and the folder where it isn't there. */
  write(files: readonly ClientFile[]): void
}

/** @param name of the folder, as it was typed. */
export function openGeneratedFolder(workingDirectory: string, name: string): GeneratedFolder {
  const path = resolve(workingDirectory, name)
  return {
    staleOf: (files) =>
      files.filter((file) => {
        const found = orFail(name, () => readIfThere(join(path, file.name)))
        if (found !== undefined && !isGenerated(found)) throw foreign(join(name, file.name))
        return found !== file.text
      }),
    write(files) {
      orFail(name, () => {
        mkdirSync(path, { recursive: true })
        for (const file of files) writeFileSync(join(path, file.name), file.text)
      })
    },
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function orFail<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    const why = code === 'ENOTDIR' || code === 'EEXIST' ? 'it is no folder' : code
    throw new CommandError(`The client can't be written to ${name} (${why}): name another folder.`)
  }
}

function foreign(name: string): CommandError {
  return new CommandError(
    `${name} was not made by runtime client: name another folder with --output, or remove the file.`,
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
