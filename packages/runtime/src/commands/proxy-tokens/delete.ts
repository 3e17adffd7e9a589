import { unknownToken } from '../../management/operations/token-error.js'
import { deleteToken } from '../../management/operations/update-token.js'
import { confirm } from '../confirm.js'
import { changeWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { printDone } from '../print-done.js'

/** Removes a token, after asking. */
export async function deleteProxyToken(
  invocation: Invocation,
  id: string,
  { yes = false }: { readonly yes?: boolean },
): Promise<void> {
  await changeWorkspace(invocation, async (database) => {
    if ((await database.tokens.find(id)) === undefined) throw unknownToken(id)
    if (!yes) {
      await confirm(
        invocation.terminal,
        `Are you sure you want to delete proxy token '${id}'? Requests using this token will be rejected.`,
      )
    }
    await deleteToken(database, id)
  })
  printDone(invocation, `Deleted proxy token '${id}'`)
}
