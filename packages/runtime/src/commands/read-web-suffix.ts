import type { WorkspaceLocation } from '../config/workspace-location.js'
import { openDatabase } from '../database/open-database.js'
import { UnknownEnvironmentError } from '../tokens/token-store.js'
import { DEFAULT_ENVIRONMENT } from '../workspace/environment-store.js'

/**
 * The web suffix of an environment.
 *
 * @throws UnknownEnvironmentError where the workspace has no such environment.
 */
export async function readWebSuffix(
  location: WorkspaceLocation | undefined,
  environment: string,
): Promise<string> {
  if (environment === DEFAULT_ENVIRONMENT) return ''
  if (location === undefined) throw new UnknownEnvironmentError(environment)

  const database = await openDatabase(location.databaseUrl)
  try {
    const found = await database.environments.find(environment)
    if (found === undefined) throw new UnknownEnvironmentError(environment)
    return found.webSuffix
  } finally {
    await database.close()
  }
}
