import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineCommand, environmentAlias } from './define-command.js'
import { toInvocation } from './invocation.js'
import type { CreateOptions } from './proxy-tokens/create.js'

/** Adds `proxy-tokens create`. */
export function defineProxyTokenCreate(tokens: Command, context: CommandContext): void {
  defineCommand(tokens, 'create', 'Create a proxy token in the current Workspace.')
    .option('--json')
    .option('--name <NAME>', 'Name shown in lists.')
    .option('--expires-in <DURATION>', 'Stop working after this time, such as 90d or 12h.')
    .option('-e, --environment <NAME...>', 'Reach only these environments.')
    .addOption(environmentAlias('<NAME...>'))
    .option('--workspace-wide', 'Reach every environment. The default.')
    .option('--endpoint <LABEL...>', 'Open only these endpoints.')
    .option('--token-id <ID>', 'Bring along a token from elsewhere: its id.')
    .option('--token-secret-stdin', 'Its secret, read from standard input.')
    .option('--weak', 'Take a secret that is short enough to be guessed.')
    .action(async (options: CreateOptions, command: Command) => {
      const { createProxyToken } = await import('./proxy-tokens/create.js')
      await createProxyToken(toInvocation(context, command), options)
    })
}
