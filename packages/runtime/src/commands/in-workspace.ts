import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { readSetting } from '../config/read-setting.js'
import { SETTINGS } from '../config/settings.js'
import { createStateDirectory } from '../config/state-directory.js'
import {
  type WorkspaceLocation,
  findWorkspace,
  requireWorkspace,
} from '../config/workspace-location.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open-database.js'
import type { Invocation } from './invocation.js'
import { readSources } from './read-sources.js'

/** Runs `work` on the workspace's database, and closes it. */
export async function readWorkspace<T>(
  invocation: Invocation,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withDatabase(locateWorkspace(invocation), work)
}

/** As {@link readWorkspace}, for what changes something: writes first which workspace it changes. */
export async function changeWorkspace<T>(
  invocation: Invocation,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return changeAt(invocation, locateWorkspace(invocation), work)
}

/** As {@link changeWorkspace}; beside a `package.json`, makes the workspace that isn't there yet. */
export async function startWorkspace<T>(
  invocation: Invocation,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { workingDirectory } = invocation
  const found = findWorkspace(whereToLook(invocation))
  if (found === undefined && existsSync(join(workingDirectory, 'package.json'))) {
    return changeAt(invocation, createStateDirectory(workingDirectory), work)
  }
  return changeWorkspace(invocation, work)
}

/** The workspace that a command works on; an error that says where it looked, where there is none. */
export function locateWorkspace(invocation: Invocation): WorkspaceLocation {
  return requireWorkspace(whereToLook(invocation))
}

function whereToLook(invocation: Invocation) {
  const databaseUrl = readSetting(SETTINGS.databaseUrl, readSources(invocation))
  return { workingDirectory: invocation.workingDirectory, databaseUrl }
}

async function changeAt<T>(
  { terminal }: Invocation,
  location: WorkspaceLocation,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  terminal.note(`→ ${location.title}`)
  return withDatabase(location, work)
}

async function withDatabase<T>(
  { databaseUrl }: WorkspaceLocation,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(databaseUrl)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
