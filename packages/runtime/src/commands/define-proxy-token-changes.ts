import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'
import type { UpdateOptions } from './proxy-tokens/update.js'

/** Adds `proxy-tokens allow`, `revoke`, `update` and `delete`. */
export function defineProxyTokenChanges(tokens: Command, context: CommandContext): void {
  defineScoping(tokens, context)

  defineCommand(tokens, 'update <TOKEN_ID>', 'Change a proxy token of the current Workspace.')
    .option('--name <NAME>', 'Name shown in lists.')
    .option('--expires-in <DURATION>', 'Stop working after this time from now, or never.')
    .option('--disable', 'Stop working until enabled again.')
    .option('--enable', 'Work again.')
    .option('--endpoint <LABEL...>', "Open only these endpoints; '*' opens every one.")
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      const { updateProxyToken } = await import('./proxy-tokens/update.js')
      await updateProxyToken(toInvocation(context, command), id, options)
    })

  defineCommand(tokens, 'delete <TOKEN_ID>', 'Delete a proxy token from the current Workspace.')
    .option('-y, --yes', 'Run without pausing for confirmation.')
    .action(async (id: string, options: { yes?: true }, command: Command) => {
      const { deleteProxyToken } = await import('./proxy-tokens/delete.js')
      await deleteProxyToken(toInvocation(context, command), id, options)
    })
}

function defineScoping(tokens: Command, context: CommandContext): void {
  defineCommand(
    tokens,
    'allow <TOKEN_ID> <ENVIRONMENT_NAME>',
    'Allow a proxy token to authenticate to an environment.',
  ).action(async (id: string, environment: string, _options: object, command: Command) => {
    const { allowProxyToken } = await import('./proxy-tokens/allow.js')
    await allowProxyToken(toInvocation(context, command), id, environment)
  })

  defineCommand(
    tokens,
    'revoke <TOKEN_ID> <ENVIRONMENT_NAME>',
    'Revoke a proxy token’s access to an environment.',
  ).action(async (id: string, environment: string, _options: object, command: Command) => {
    const { revokeProxyToken } = await import('./proxy-tokens/revoke.js')
    await revokeProxyToken(toInvocation(context, command), id, environment)
  })
}
