import { UnknownEnvironmentError } from '../../tokens/token-store.js'
import { toWebSuffix } from '../../workspace/environment-name.js'
import type { EnvironmentStore } from '../../workspace/environment-store.js'

/** Adds an environment, its web suffix made of its name. Rejects as `EnvironmentStore.insert`. */
export async function createEnvironment(
  environments: EnvironmentStore,
  name: string,
): Promise<void> {
  await environments.insert({ name, webSuffix: toWebSuffix(name), createdAt: new Date() })
}

/** Removes an environment. Throws where there is none, or it is the default one. */
export async function deleteEnvironment(
  environments: EnvironmentStore,
  name: string,
): Promise<void> {
  if (!(await environments.delete(name))) throw new UnknownEnvironmentError(name)
}
