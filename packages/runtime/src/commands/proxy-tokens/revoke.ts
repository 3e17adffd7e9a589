import { revokeToken } from '../../management/operations/scope-token.js'
import { changeWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { printDone } from '../print-done.js'

/** Takes a token's access to an environment away. */
export async function revokeProxyToken(
  invocation: Invocation,
  id: string,
  environment: string,
): Promise<void> {
  await changeWorkspace(invocation, (database) =>
    database.transaction((stores) => revokeToken(stores, id, environment)),
  )
  printDone(invocation, `Revoked proxy token '${id}' access to environment '${environment}'`)
}
