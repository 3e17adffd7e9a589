import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'

/** Adds `runtime status` and `runtime stop`. */
export function defineServerControl(program: Command, context: CommandContext): void {
  defineCommand(program, 'status', 'Show the running servers of the current Workspace.')
    .option('--json')
    .action(async (options: { json?: true }, command: Command) => {
      const { showStatus } = await import('./status.js')
      await showStatus(toInvocation(context, command), options)
    })

  defineCommand(program, 'stop', 'Stop the running servers of the current Workspace.').action(
    async (_options: object, command: Command) => {
      const { stopServers } = await import('./stop.js')
      await stopServers(toInvocation(context, command))
    },
  )
}
