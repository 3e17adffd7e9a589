import type { Command } from 'commander'

import { SETTINGS } from '../config/settings.js'
import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'
import type { NewProjectOptions } from './new/new-project.js'
import { addSettingOptions } from './setting-options.js'

const ABOUT = `Serve the handler classes of files on this machine, and load them again whenever they are saved.

Without a file, package.json's "portico": { "app": ... }, app.ts and src/app.ts are looked for. Variables in .env count where the environment has none of that name.`

/** Adds `runtime dev` and `runtime new`. */
export function defineDev(program: Command, context: CommandContext): void {
  const dev = defineCommand(program, 'dev', ABOUT)
    .summary('Serve, and load again whenever a file is saved.')
    .argument('[APP...]', 'Files, such as app.ts.')
    .action(async (files: string[], _options: object, command: Command) => {
      const { develop } = await import('./dev/dev.js')
      const { verbose = false } = command.optsWithGlobals<{ verbose?: boolean }>()
      await develop(toInvocation(context, command), files, { verbose })
    })
  addSettingOptions(dev, [
    SETTINGS.host,
    SETTINGS.port,
    SETTINGS.environment,
    SETTINGS.name,
    SETTINGS.domain,
    SETTINGS.workspaceName,
    { ...SETTINGS.strict, defaultText: 'off' },
    { ...SETTINGS.docs, defaultText: 'every endpoint' },
    SETTINGS.logLevel,
    SETTINGS.legacyProxyAuthorization,
    SETTINGS.failedAttemptsLimit,
  ])
  defineNew(program, context)
}

function defineNew(program: Command, context: CommandContext): void {
  defineCommand(program, 'new', 'Make a project that runs.')
    .argument('<DIR>', 'Directory, new or empty.')
    .option('--name <NAME>', "Name of the project (default: the directory's).")
    .action(async (directory: string, options: NewProjectOptions) => {
      const { newProject } = await import('./new/new-project.js')
      newProject(context, directory, options)
    })
}
