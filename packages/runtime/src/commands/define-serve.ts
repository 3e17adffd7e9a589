import type { Command } from 'commander'

import { SETTINGS } from '../config/settings.js'
import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'
import type { RoutesOptions } from './routes.js'
import { addSettingOptions } from './setting-options.js'

const APP_SETTINGS = [
  SETTINGS.environment,
  SETTINGS.name,
  SETTINGS.domain,
  SETTINGS.workspaceName,
] as const

/** Adds `runtime serve` and `runtime routes`. */
export function defineServe(program: Command, context: CommandContext): void {
  const serve = defineCommand(program, 'serve', 'Serve the handler classes of files.')
    .argument('[APP...]', 'Files, such as app.ts.')
    .action(async (files: string[], _options: object, command: Command) => {
      const { serve: run } = await import('./serve.js')
      await run(toInvocation(context, command), files)
    })
  addSettingOptions(serve, [
    SETTINGS.host,
    SETTINGS.port,
    ...APP_SETTINGS,
    SETTINGS.strict,
    SETTINGS.docs,
    SETTINGS.logLevel,
    SETTINGS.legacyProxyAuthorization,
    SETTINGS.failedAttemptsLimit,
  ])

  const routes = defineCommand(program, 'routes', 'Show what the handler classes of files declare.')
    .argument('[APP...]', 'Files, such as app.ts.')
    .option('--json')
    .option('--check', 'Exit 1 with an endpoint neither protected nor marked public.')
    .action(async (files: string[], options: RoutesOptions, command: Command) => {
      const { showRoutes } = await import('./routes.js')
      await showRoutes(toInvocation(context, command), files, options)
    })
  addSettingOptions(routes, APP_SETTINGS)
}
