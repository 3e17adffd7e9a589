import { readEnvironmentVariables } from '../config/environment-variables.js'
import { findWorkspace } from '../config/workspace-location.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open-database.js'

/** A database in use, and what has to be done when that is over. */
export interface OpenStore {
  readonly database: Database
  /** Nobody named a database and there is no workspace: there is no token, and nobody gets in. */
  readonly homeless: boolean
  /** Closes it, unless somebody else has opened it. */
  release(): Promise<void>
}

/**
 * Opens the database that a program named, or else the workspace that the command line would find
 * there, or else one in memory.
 */
export async function openStore(store: Database | string | undefined): Promise<OpenStore> {
  if (typeof store === 'object') {
    return { database: store, homeless: false, release: async () => undefined }
  }
  const url = store ?? findWorkspaceUrl()
  const database = await openDatabase(url ?? 'sqlite::memory:')
  return { database, homeless: url === undefined, release: () => database.close() }
}

function findWorkspaceUrl(): string | undefined {
  const databaseUrl = readEnvironmentVariables()['PORTICO_DATABASE_URL'] || undefined
  return findWorkspace({ workingDirectory: process.cwd(), databaseUrl })?.databaseUrl
}
