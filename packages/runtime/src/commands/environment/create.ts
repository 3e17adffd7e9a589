import { createEnvironment } from '../../management/operations/manage-environments.js'
import { isEnvironmentName } from '../../workspace/environment-name.js'
import { usageError } from '../command-error.js'
import { changeWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { printDone } from '../print-done.js'

/** Adds an environment to the workspace. */
export async function createWorkspaceEnvironment(
  invocation: Invocation,
  name: string,
): Promise<void> {
  if (!isEnvironmentName(name)) {
    throw usageError(
      `An environment's name must be at most 64 of a-z, A-Z, 0-9, ".", "_" and "-", a letter or digit first, not ${JSON.stringify(name)}.`,
    )
  }
  await changeWorkspace(invocation, ({ environments }) => createEnvironment(environments, name))
  printDone(invocation, `Created environment '${name}'`)
}
