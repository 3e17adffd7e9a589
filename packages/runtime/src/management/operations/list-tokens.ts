import { assertEnvironment } from './assert-environment.js'
import type { ManagedStores } from './managed-stores.js'
import type { StoredToken } from '../../tokens/token-store.js'

/**
 * Every token, newest first; with an environment, those that work in it, workspace-wide ones among
 * them.
 *
 * @throws TokenError where the environment is unknown.
 */
export async function listTokens(
  stores: ManagedStores,
  environment?: string,
): Promise<readonly StoredToken[]> {
  if (environment === undefined) return stores.tokens.list()
  await assertEnvironment(stores.environments, environment)
  const tokens = await stores.tokens.list()
  return tokens.filter(({ environments }) => environments?.includes(environment) ?? true)
}
