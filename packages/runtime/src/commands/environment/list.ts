import type { StoredEnvironment } from '../../workspace/environment-store.js'
import { readWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { toPrintable } from '../printable.js'
import { layOutTable } from '../table.js'

/** Lists the environments of the workspace. */
export async function listWorkspaceEnvironments(
  invocation: Invocation,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const { terminal } = invocation
  const environments = await readWorkspace(invocation, (database) => database.environments.list())
  if (json) return terminal.print(JSON.stringify(environments.map(toJson), undefined, 2))

  const rows = environments.map(({ name, webSuffix, createdAt }) => [
    toPrintable(name),
    webSuffix,
    createdAt.toISOString().slice(0, 10),
  ])
  for (const line of layOutTable([['Name', 'Web suffix', 'Created at'], ...rows])) {
    terminal.print(line)
  }
}

function toJson({ name, webSuffix, createdAt }: StoredEnvironment): object {
  return { name, web_suffix: webSuffix, created_at: createdAt.toISOString() }
}
