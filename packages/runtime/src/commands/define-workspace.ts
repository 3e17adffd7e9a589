import type { Command } from 'commander'

import type { CommandContext } from './command-context.js'
import { defineCommand, defineGroup, environmentAlias } from './define-command.js'
import { defineProxyTokenChanges } from './define-proxy-token-changes.js'
import { defineProxyTokenCreate } from './define-proxy-token-create.js'
import { toInvocation } from './invocation.js'
import type { ListOptions } from './proxy-tokens/list.js'

const ABOUT_PROXY_TOKENS = `Manage the proxy tokens of the current Workspace.

Proxy tokens open endpoints that require them. A client sends both halves as request headers (Modal-Key and Modal-Secret), or as one: Authorization: Bearer ID.SECRET.

Proxy tokens and secrets have wk- and ws- prefixes, respectively. They cannot be interchanged with API tokens (which use ak- and as- prefixes).

A token made with --environment is scoped to those environments; use the allow and revoke commands to manage environment associations.`

/** Adds `runtime workspace …`. */
export function defineWorkspace(program: Command, context: CommandContext): void {
  const workspace = defineGroup(program, 'workspace', 'Interact with the current Workspace.')
  const tokens = defineGroup(workspace, 'proxy-tokens', ABOUT_PROXY_TOKENS).summary(
    'Manage the proxy tokens of the current Workspace.',
  )
  defineProxyTokenCreate(tokens, context)
  defineProxyTokenList(tokens, context)
  defineProxyTokenChanges(tokens, context)
}

function defineProxyTokenList(tokens: Command, context: CommandContext): void {
  defineCommand(tokens, 'list', 'List the proxy tokens of the current Workspace.')
    .option(
      '-e, --environment <TEXT>',
      'Only list tokens that work in this environment. Lists all tokens when omitted.',
    )
    .addOption(environmentAlias('<TEXT>'))
    .option('--json')
    .action(async (options: ListOptions, command: Command) => {
      const { listProxyTokens } = await import('./proxy-tokens/list.js')
      await listProxyTokens(toInvocation(context, command), options)
    })
}
