import type { Command } from 'commander'

import { SETTINGS } from '../config/settings.js'
import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'
import { addSettingOptions } from './setting-options.js'

/** Adds `runtime openapi`. */
export function defineOpenApi(program: Command, context: CommandContext): void {
  const openApi = defineCommand(program, 'openapi', 'Print the API description (OpenAPI 3.1).')
    .argument('[APP...]', 'Files, such as app.ts.')
    .option('--all', 'Describe every endpoint, not only those with docs: true.')
    .action(async (files: string[], options: { readonly all?: true }, command: Command) => {
      const { printOpenApi } = await import('./print-open-api.js')
      await printOpenApi(toInvocation(context, command), files, options)
    })
  addSettingOptions(openApi, [SETTINGS.name])
}
