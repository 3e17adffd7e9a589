import { type Command, Option } from 'commander'

import type { Setting, SettingNames } from '../config/setting.js'
import { SETTINGS } from '../config/settings.js'

/** Lets a command take the flags of settings. */
export function addSettingOptions(command: Command, settings: readonly Setting<unknown>[]): void {
  for (const setting of settings) {
    for (const option of toOptions(setting)) command.addOption(option)
  }
}

/** Values of the flags that a command was given, by the name of the setting. */
export function readSettingFlags(command: Command): ReadonlyMap<string, string> {
  const values: Readonly<Record<string, unknown>> = command.optsWithGlobals()
  return new Map(Object.values(SETTINGS).flatMap((setting) => readFlag(setting, values)))
}

function toOptions(setting: Setting<unknown>): readonly Option[] {
  const { name, short, placeholder, description } = setting
  if (placeholder === undefined) {
    return [
      new Option(`--${name}`, describe(setting)),
      new Option(`--no-${name}`, `Lift --${name}.`),
    ]
  }
  const letter = short === undefined ? '' : `-${short}, `
  const option = new Option(`${letter}--${name} <${placeholder}>`, describe(setting))
  return name === 'environment'
    ? [option, new Option('--env <NAME>', description).hideHelp()]
    : [option]
}

function describe({ description, default: value, defaultText }: Setting<unknown>): string {
  return `${description} (default: ${defaultText ?? String(value)})`
}

function readFlag(
  { name }: SettingNames,
  values: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  const alias = name === 'environment' ? values['env'] : undefined
  const value = values[toOptionKey(name)] ?? alias
  if (typeof value === 'boolean') return [[name, value ? 'on' : 'off']]
  return typeof value === 'string' ? [[name, value]] : []
}

/** `log-level` → `logLevel`, as commander keeps it. */
function toOptionKey(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
