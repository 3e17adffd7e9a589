import type { ServerStatus } from '../control/controlled-server.js'
import { findServers } from '../control/find-servers.js'
import { socketDirectory } from '../control/socket-directory.js'
import { CommandError } from './command-error.js'
import { locateWorkspace } from './in-workspace.js'
import type { Invocation } from './invocation.js'
import { layOutRoutes } from './route-table.js'
import type { Terminal } from './terminal.js'

/** Shows the running servers of the workspace. Fails where there is none, so that scripts can tell. */
export async function showStatus(
  invocation: Invocation,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const { terminal, variables } = invocation
  const { databaseUrl } = locateWorkspace(invocation)
  const servers = await findServers(socketDirectory(variables), databaseUrl)
  const statuses = servers.map(({ status }) => status)
  if (json) terminal.print(JSON.stringify(statuses, undefined, 2))
  else for (const status of statuses) print(status, terminal)
  if (statuses.length === 0) throw new CommandError('No server of this workspace runs here.')
}

function print({ app, environment, pid, urls, routes }: ServerStatus, terminal: Terminal): void {
  const [base = ''] = urls
  terminal.print(`${terminal.style('bold', app)}, environment ${environment}, process ${pid}`)
  for (const line of layOutRoutes(routes, base, terminal)) terminal.print(`  ${line}`)
}
