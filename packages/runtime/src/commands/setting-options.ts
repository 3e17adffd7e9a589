import { type Command, Option } from 'commander'

import { readConfigurationFile } from '../config/configuration-file.js'
import type { SettingSources } from '../config/read-setting.js'
import type { Setting, SettingNames } from '../config/setting.js'
import { SETTINGS } from '../config/settings.js'
import type { CommandContext } from './command-context.js'

/** Lets a command take the flags of settings. */
export function addSettingOptions(command: Command, settings: readonly Setting<unknown>[]): void {
  for (const setting of settings) {
    for (const option of toOptions(setting)) command.addOption(option)
  }
}

/** Where the settings of a command come from: its flags, the variables, `portico.yaml`. */
export function settingSources(context: CommandContext, command: Command): SettingSources {
  return {
    flags: new Map(Object.values(SETTINGS).flatMap((setting) => readFlag(setting, command))),
    variables: context.variables,
    file: readConfigurationFile(context.workingDirectory),
  }
}

function toOptions(setting: Setting<unknown>): readonly Option[] {
  const { name, short, placeholder, description } = setting
  const letters = short === undefined ? '' : `-${short}, `
  if (placeholder === undefined) {
    return [
      new Option(`--${name}`, describe(setting)),
      new Option(`--no-${name}`, `The opposite of --${name}.`),
    ]
  }
  const option = new Option(`${letters}--${name} <${placeholder}>`, describe(setting))
  return name === 'environment'
    ? [option, new Option('--env <NAME>', description).hideHelp()]
    : [option]
}

function describe({ description, default: value, defaultText }: Setting<unknown>): string {
  return `${description} (default: ${defaultText ?? String(value)})`
}

function readFlag({ name }: SettingNames, command: Command): readonly (readonly [string, string])[] {
  const values: Readonly<Record<string, unknown>> = command.optsWithGlobals()
  const alias = name === 'environment' ? values['env'] : undefined
  const value = values[toOptionKey(name)] ?? alias
  if (typeof value === 'boolean') return [[name, value ? 'on' : 'off']]
  return typeof value === 'string' ? [[name, value]] : []
}

/** `log-level` → `logLevel`, as commander keeps it. */
function toOptionKey(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
