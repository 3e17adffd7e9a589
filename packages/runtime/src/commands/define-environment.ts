import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineCommand, defineGroup } from './define-command.js'
import { toInvocation } from './invocation.js'

/** Adds `runtime environment …`. */
export function defineEnvironment(program: Command, context: CommandContext): void {
  const environment = defineGroup(
    program,
    'environment',
    'Manage the environments of the current Workspace.',
  )

  defineCommand(
    environment,
    'create <NAME>',
    'Create an environment in the current Workspace.',
  ).action(async (name: string, _options: object, command: Command) => {
    const { createWorkspaceEnvironment } = await import('./environment/create.js')
    await createWorkspaceEnvironment(toInvocation(context, command), name)
  })

  defineCommand(environment, 'list', 'List the environments of the current Workspace.')
    .option('--json')
    .action(async (options: { json?: true }, command: Command) => {
      const { listWorkspaceEnvironments } = await import('./environment/list.js')
      await listWorkspaceEnvironments(toInvocation(context, command), options)
    })

  defineCommand(environment, 'delete <NAME>', 'Delete an environment from the current Workspace.')
    .option('-y, --yes', 'Run without pausing for confirmation.')
    .action(async (name: string, options: { yes?: true }, command: Command) => {
      const { deleteWorkspaceEnvironment } = await import('./environment/delete.js')
      await deleteWorkspaceEnvironment(toInvocation(context, command), name, options)
    })
}
