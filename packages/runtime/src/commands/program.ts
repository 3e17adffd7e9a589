import { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineClient } from './define-client.js'
import { HELP, addProgramOptions } from './define-command.js'
import { defineCurl } from './define-curl.js'
import { defineDev } from './define-dev.js'
import { defineEnvironment } from './define-environment.js'
import { defineOpenApi } from './define-open-api.js'
import { defineServe } from './define-serve.js'
import { defineServerControl } from './define-server-control.js'
import { defineWorkspace } from './define-workspace.js'
import { HELP_FORMAT } from './help-format.js'
import { VERSION } from './version.js'

/**
 * The command line: names, options and words. What a command does is loaded when it runs, so that
 * `--help` doesn't wait for a database and a web server.
 */
export function createProgram(context: CommandContext): Command {
  const program = new Command('runtime')
  program
    .description('Serve decorated classes, with a guard in front that a stranger does not pass.')
    .version(VERSION, '--version', 'Show the version and exit.')
    .helpOption('-h, --help', HELP)
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ ...HELP_FORMAT, helpWidth: Math.min(context.terminal.columns, 80) })
  addProgramOptions(program)

  defineServe(program, context)
  defineDev(program, context)
  defineOpenApi(program, context)
  defineClient(program, context)
  defineServerControl(program, context)
  defineCurl(program, context)
  defineWorkspace(program, context)
  defineEnvironment(program, context)
  return program
}
