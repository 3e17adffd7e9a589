import { assertEnvironment } from '../../management/operations/assert-environment.js'
import { deleteEnvironment } from '../../management/operations/manage-environments.js'
import { confirm } from '../confirm.js'
import { changeWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { printDone } from '../print-done.js'

/** Removes an environment, after asking. */
export async function deleteWorkspaceEnvironment(
  invocation: Invocation,
  name: string,
  { yes = false }: { readonly yes?: boolean },
): Promise<void> {
  await changeWorkspace(invocation, async ({ environments }) => {
    await assertEnvironment(environments, name)
    if (!yes) {
      await confirm(
        invocation.terminal,
        `Are you sure you want to delete environment '${name}'? Proxy tokens lose their access to it.`,
      )
    }
    await deleteEnvironment(environments, name)
  })
  printDone(invocation, `Deleted environment '${name}'`)
}
