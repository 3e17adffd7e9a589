import type { ManagedStores } from './managed-stores.js'
import { assertEnvironment } from './assert-environment.js'
import { TokenError, unknownToken } from './token-error.js'
import type { StoredToken } from '../../tokens/token-store.js'

/** What {@link allowToken} found. */
export type AllowResult = 'allowed' | 'workspace-wide'

/**
 * Lets a token into an environment. A workspace-wide token stays as it is: it reaches it already.
 * Reads before it writes: give it the stores of one transaction.
 */
export async function allowToken(
  stores: ManagedStores,
  id: string,
  environment: string,
): Promise<AllowResult> {
  const { environments } = await findBoth(stores, id, environment)
  if (environments === undefined) return 'workspace-wide'
  if (!environments.includes(environment)) {
    await stores.tokens.update(id, { environments: [...environments, environment] })
  }
  return 'allowed'
}

/**
 * Takes a token's access to an environment away. Reads before it writes, as {@link allowToken}.
 *
 * @throws TokenError where the token is workspace-wide.
 */
export async function revokeToken(
  stores: ManagedStores,
  id: string,
  environment: string,
): Promise<void> {
  const { environments } = await findBoth(stores, id, environment)
  if (environments === undefined) {
    throw new TokenError(
      'workspace_wide',
      `Proxy token '${id}' reaches every environment and can't be revoked from one: disable or delete it, or make another with --environment.`,
    )
  }
  await stores.tokens.update(id, {
    environments: environments.filter((name) => name !== environment),
  })
}

async function findBoth(
  stores: ManagedStores,
  id: string,
  environment: string,
): Promise<StoredToken> {
  const token = await stores.tokens.find(id)
  if (token === undefined) throw unknownToken(id)
  await assertEnvironment(stores.environments, environment)
  return token
}
