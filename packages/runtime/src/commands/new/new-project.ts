import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { CommandError, usageError } from '../command-error.js'
import type { CommandContext } from '../command-context.js'
import { toPrintable } from '../printable.js'
import { toProjectPackage } from './project-package.js'

/** Options of `runtime new`. */
export interface NewProjectOptions {
  /** Defaults to the name of the directory. */
  readonly name?: string
}

const TEMPLATE = fileURLToPath(new URL('../../../template/', import.meta.url))

/** What npm takes as the name of a package, without a scope. */
const PACKAGE_NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/

/** npm leaves files of this name out of a package, so the template has it under another one. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore' }

/** Writes a project that runs into a directory that is new or empty. */
export function newProject(
  { terminal, workingDirectory }: CommandContext,
  directory: string,
  { name = basename(resolve(workingDirectory, directory)) }: NewProjectOptions,
): void {
  if (!PACKAGE_NAME.test(name)) {
    throw usageError(
      `${JSON.stringify(name)} can't be the name of a package: give --name with at most 63 of a-z, 0-9, ".", "_" and "-", a letter or digit first.`,
    )
  }
  const folder = resolve(workingDirectory, directory)
  const shown = directory === '' ? '.' : directory
  assertEmpty(folder, shown)
  orFail(shown, () => writeProject(folder, name))

  const { print, style } = terminal
  print(`${style('green', '✓')} Made ${toPrintable(shown)}. Go on with:`)
  print('')
  for (const command of [`cd ${quote(shown)}`, 'npm install', 'npm run dev']) {
    print(`  ${style('cyan', command)}`)
  }
}

/** Nothing of anybody's is written over. */
function assertEmpty(folder: string, directory: string): void {
  const obstacle = orFail(directory, () => obstacleAt(folder))
  if (obstacle === undefined) return
  throw new CommandError(`${directory} is ${obstacle}: name a directory that isn't there yet.`)
}

function obstacleAt(folder: string): string | undefined {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (!stats.isDirectory()) return 'a file'
  return readdirSync(folder).length > 0 ? 'not empty' : undefined
}

function writeProject(folder: string, name: string): void {
  for (const path of readdirSync(TEMPLATE, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(TEMPLATE, path)).isDirectory()) continue
    const text = readFileSync(join(TEMPLATE, path), 'utf8').replaceAll('{{name}}', name)
    writeNew(join(folder, RENAMED[path] ?? path), text)
  }
  const content = JSON.stringify(toProjectPackage(name), undefined, 2)
  writeNew(join(folder, 'package.json'), `${content}\n`)
}

/** Says of what the file system refuses where it was. */
function orFail<T>(directory: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new CommandError(`${directory} can't be written: check the path and your rights.`, 1, {
      cause: error,
    })
  }
}

function writeNew(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { flag: 'wx' })
}

/** As a shell takes it. */
function quote(directory: string): string {
  const printable = toPrintable(directory)
  return /^[\w./-]+$/.test(printable)
    ? printable
    : `'${printable.replaceAll("'", String.raw`'\''`)}'`
}
