import type { ConfigurationFile } from './configuration-file.js'
import type { EnvironmentVariables } from './environment-variables.js'
import type { Setting, SettingNames } from './setting.js'
import { SettingError, type SettingSource } from './setting-error.js'

/** Where values of settings come from, the first that has one wins. */
export interface SettingSources {
  /** Values of flags, by the name of the setting. */
  readonly flags: ReadonlyMap<string, string>
  readonly variables: EnvironmentVariables
  readonly file: ConfigurationFile
}

/**
 * The value of a setting: flag, else variable, else `portico.yaml`, else the default. An empty
 * variable counts as unset.
 *
 * @throws SettingError where the value that wins isn't allowed.
 */
export function readSetting<T>(setting: Setting<T>, sources: SettingSources): T {
  const found = findText(setting, sources)
  if (found === undefined) return setting.default

  const value = setting.format.parse(found.text)
  if (value === undefined) {
    const quoted = JSON.stringify(found.text)
    throw new SettingError(found.source, `must be ${setting.format.allowed}, not ${quoted}`)
  }
  return value
}

function findText(
  { name, variables }: SettingNames,
  { flags, variables: values, file }: SettingSources,
): { readonly text: string; readonly source: SettingSource } | undefined {
  const flag = flags.get(name)
  if (flag !== undefined) return { text: flag, source: { kind: 'flag', name } }

  const variable = variables.find((candidate) => (values[candidate] ?? '') !== '')
  if (variable !== undefined) {
    return { text: values[variable] ?? '', source: { kind: 'variable', name: variable } }
  }

  const entry = file.values.get(name)
  return entry === undefined
    ? undefined
    : { text: entry, source: { kind: 'file', file: file.path, name } }
}
