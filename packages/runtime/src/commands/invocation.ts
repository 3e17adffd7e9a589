import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { readSettingFlags } from './setting-options.js'

/** One run of a command: what every command is given, and the flags of settings. */
export interface Invocation extends CommandContext {
  readonly flags: ReadonlyMap<string, string>
}

/** The run of a command whose options have been parsed. */
export function toInvocation(context: CommandContext, command: Command): Invocation {
  return { ...context, flags: readSettingFlags(command) }
}
