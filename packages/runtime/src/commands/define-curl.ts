import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineCommand } from './define-command.js'
import { toInvocation } from './invocation.js'

const ABOUT_CURL = `Send a request to the running server with a token made for it.

The token opens this endpoint alone, for 60 seconds, and is removed afterwards. What follows PATH goes to curl; options of this command stand before it.`

/** Adds `runtime curl`. */
export function defineCurl(program: Command, context: CommandContext): void {
  defineCommand(program, 'curl', ABOUT_CURL)
    .summary('Send a request to the running server with a token made for it.')
    .argument('<PATH>', 'Path and query, such as /private?x=4.')
    .argument('[CURL_ARGS...]', 'Arguments of curl, such as -X POST.')
    .option('--url <URL>', 'Where the server is, such as http://127.0.0.1:8080.')
    .passThroughOptions()
    .action(async (path: string, args: string[], options: { url?: string }, command: Command) => {
      const { curlEndpoint } = await import('./curl.js')
      process.exitCode = await curlEndpoint(toInvocation(context, command), path, {
        ...options,
        curlArguments: args,
      })
    })
}
