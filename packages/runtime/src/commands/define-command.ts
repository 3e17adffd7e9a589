import { type Command, Option } from 'commander'

import { SETTINGS } from '../config/settings.js'

/** What every command takes. Shown in the help of the program alone. */
const EVERYWHERE = [
  new Option('--verbose', 'Show the stack of an error.'),
  new Option(
    `--${SETTINGS.databaseUrl.name} <${SETTINGS.databaseUrl.placeholder}>`,
    `${SETTINGS.databaseUrl.description} (default: ${SETTINGS.databaseUrl.defaultText})`,
  ),
]

/** Options that the program itself takes, before the name of a command. */
export function addProgramOptions(program: Command): void {
  for (const option of EVERYWHERE) program.addOption(option)
}

/**
 * Adds a command.
 *
 * @param usage its name and arguments, such as `allow <TOKEN_ID> <ENVIRONMENT_NAME>`.
 */
export function defineCommand(parent: Command, usage: string, description: string): Command {
  const command = defineGroup(parent, usage, description)
  for (const { flags, description: text } of EVERYWHERE) {
    command.addOption(new Option(flags, text).hideHelp())
  }
  return command
}

/** Adds a command that has only commands of its own. */
export function defineGroup(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .helpOption('-h, --help', HELP)
    .helpCommand(false)
}

/** What `--help` says of itself. */
export const HELP = 'Show this message and exit.'

/** `--env`, which is short for `--environment` everywhere. */
export function environmentAlias(placeholder: string): Option {
  return new Option(`--env ${placeholder}`, 'As --environment.').hideHelp()
}
