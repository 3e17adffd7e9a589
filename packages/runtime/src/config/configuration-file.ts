import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'yaml'

import { SETTINGS } from './settings.js'
import { SettingError } from './setting-error.js'

/** What `portico.yaml` says, as text by the name of the setting. */
export interface ConfigurationFile {
  readonly path: string
  readonly values: ReadonlyMap<string, string>
}

const FILE = 'portico.yaml'

/**
 * Reads `portico.yaml` of a directory; a missing file says nothing.
 *
 * @throws SettingError on a key that no setting has, or a value that isn't one word or number.
 * @throws Error where the file can't be read or isn't YAML.
 */
export function readConfigurationFile(directory: string): ConfigurationFile {
  const text = readText(join(directory, FILE))
  const keys = text === undefined ? {} : parseKeys(text)
  const values = new Map(Object.entries(keys).map(([key, value]) => toEntry(key, value)))
  return { path: FILE, values }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Error(`${FILE} can't be read: make it a file that you may read.`, { cause: error })
  }
}

function parseKeys(text: string): object {
  const content = parseYaml(text) ?? {}
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new Error(`${FILE} must hold "key: value" lines, one for each setting.`)
  }
  return content
}

function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split(/:?\n/) : []
    throw new Error(`${FILE} isn't YAML: ${reason}.`, { cause: error })
  }
}

function toEntry(key: string, value: unknown): readonly [string, string] {
  const source = { kind: 'file', file: FILE, name: key } as const
  const names: readonly string[] = Object.values(SETTINGS).map(({ name }) => name)
  if (!names.includes(key)) {
    throw new SettingError(source, `is no setting; settings are ${names.join(', ')}`)
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new SettingError(source, 'must be one word or number')
  }
  return [key, String(value)]
}
