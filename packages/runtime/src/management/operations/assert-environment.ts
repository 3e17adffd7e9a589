import { UnknownEnvironmentError } from '../../tokens/token-store.js'
import type { EnvironmentStore } from '../../workspace/environment-store.js'

/** Throws `UnknownEnvironmentError` where there is no such environment. */
export async function assertEnvironment(
  environments: EnvironmentStore,
  name: string,
): Promise<void> {
  if ((await environments.find(name)) === undefined) throw new UnknownEnvironmentError(name)
}
