import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { ancestorsOf } from './app-name.js'
import { displayPath } from './display-path.js'
import { parseJsonWithComments } from './json-with-comments.js'

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
  const { compilerOptions } = readTsconfig(path) ?? {}
  return (
    isObject(compilerOptions) && Reflect.get(compilerOptions, 'experimentalDecorators') === true
  )
}

/**
 * What has to be corrected before anything of a `tsconfig.json` holds, as words that follow a colon;
 * `undefined` where nothing has.
 */
export function findTsconfigFault(path: string): string | undefined {
  const text = readFileSync(path, 'utf8')
  try {
    parseJsonWithComments(text)
  } catch (error) {
    return `correct ${displayPath(path)}:${lineOf(error, text)}, which is not valid JSON`
  }
  const missing = parentsOf(path).find((name) => !canExtend(path, name))
  return missing && `correct "extends" in ${displayPath(path)}: there is no ${missing}`
}

function readTsconfig(path: string): TsconfigMembers | undefined {
  try {
    const parsed = parseJsonWithComments(readFileSync(path, 'utf8'))
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

interface TsconfigMembers {
  readonly compilerOptions?: unknown
  readonly extends?: unknown
}

function parentsOf(path: string): readonly string[] {
  const parents = [readTsconfig(path)?.extends].flat()
  return parents.filter((each) => typeof each === 'string')
}

/** TypeScript takes `.json` and a package's `tsconfig.json` for meant. */
function canExtend(path: string, name: string): boolean {
  const { resolve } = createRequire(path)
  return [name, `${name}.json`, `${name}/tsconfig.json`].some((candidate) => {
    try {
      return resolve(candidate) !== ''
    } catch {
      return false
    }
  })
}

/** Where the text ends too early, `JSON.parse` names no position. */
function lineOf(error: unknown, text: string): number {
  const [, position] = /at position (\d+)/.exec(String(error)) ?? []
  return text
    .slice(0, position === undefined ? text.length : Number(position))
    .trimEnd()
    .split('\n').length
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
