import type { Command } from 'commander'

import { SETTINGS } from '../config/settings.js'
import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'
import { addSettingOptions } from './setting-options.js'
import type { WriteClientOptions } from './write-client.js'

const ABOUT_CLIENT = `Write a typed client in TypeScript.

The folder gets types.ts, with the types of every endpoint's paths, and index.ts, with createClient() for them. It is used with @portico/sdk/client; the same app gives the same files.`

/** Adds `runtime client`. */
export function defineClient(program: Command, context: CommandContext): void {
  const client = defineCommand(program, 'client', ABOUT_CLIENT)
    .summary('Write a typed client in TypeScript.')
    .argument('[APP...]', 'Files, such as app.ts.')
    .option('-o, --output <DIR>', 'Folder to write to, such as client.')
    .option('--check', 'Write nothing, and fail where the folder is not up to date.')
    .option('--docs-only', 'Leave endpoints without docs: true out.')
    .action(async (files: string[], options: WriteClientOptions, command: Command) => {
      const { writeClient } = await import('./write-client.js')
      await writeClient(toInvocation(context, command), files, options)
    })
  addSettingOptions(client, [SETTINGS.name])
}
