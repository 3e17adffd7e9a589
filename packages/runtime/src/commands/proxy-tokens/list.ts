import { listTokens } from '../../management/operations/list-tokens.js'
import type { StoredToken } from '../../tokens/token-store.js'
import { readWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { layOutTokens } from './token-table.js'

/** Options of `proxy-tokens list`, as typed. */
export interface ListOptions {
  readonly json?: true
  readonly environment?: string
  readonly env?: string
}

/** Lists the proxy tokens; with an environment, those that work in it. */
export async function listProxyTokens(invocation: Invocation, options: ListOptions): Promise<void> {
  const environment = options.environment ?? options.env
  const tokens = await readWorkspace(invocation, (database) => listTokens(database, environment))

  const { terminal } = invocation
  if (options.json === true) return terminal.print(JSON.stringify(tokens.map(toJson), undefined, 2))
  if (tokens.length === 0) return terminal.note('There are no proxy tokens.')
  for (const line of layOutTokens(tokens, terminal)) terminal.print(line)
}

function toJson(token: StoredToken): object {
  return {
    token_id: token.id,
    name: token.name,
    created_at: token.createdAt.toISOString(),
    scoped: token.environments !== undefined,
    environments: token.environments ?? [],
    expires_at: token.expiresAt?.toISOString() ?? null,
    last_used_at: token.lastUsedAt?.toISOString() ?? null,
    disabled: token.disabledAt !== undefined,
  }
}
