import { allowToken } from '../../management/operations/scope-token.js'
import { changeWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { printDone } from '../print-done.js'

/** Lets a token into an environment. */
export async function allowProxyToken(
  invocation: Invocation,
  id: string,
  environment: string,
): Promise<void> {
  const result = await changeWorkspace(invocation, (database) =>
    database.transaction((stores) => allowToken(stores, id, environment)),
  )
  printDone(
    invocation,
    `Allowed proxy token '${id}' to authenticate to environment '${environment}'`,
  )
  if (result === 'workspace-wide') {
    invocation.terminal.note('Nothing changed: it is workspace-wide and reaches every environment.')
  }
}
