import { setTimeout } from 'node:timers/promises'

import { findServers } from '../control/find-servers.js'
import { socketDirectory } from '../control/socket-directory.js'
import { findSockets } from '../control/find-sockets.js'
import { CommandError } from './command-error.js'
import { locateWorkspace } from './in-workspace.js'
import type { Invocation } from './invocation.js'
import { printDone } from './print-done.js'

const POLL_MS = 50

/** Stops the running servers of the workspace, and waits until they have finished what runs. */
export async function stopServers(invocation: Invocation): Promise<void> {
  const { databaseUrl, title } = locateWorkspace(invocation)
  const directory = socketDirectory(invocation.variables)
  invocation.terminal.note(`→ ${title}`)
  const servers = await findServers(directory, databaseUrl)
  if (servers.length === 0) throw new CommandError('No server of this workspace runs here.')

  for (const { client } of servers) {
    await client.stop()
    while (findSockets(directory, databaseUrl).some(({ pid }) => pid === client.pid)) {
      await setTimeout(POLL_MS)
    }
    printDone(invocation, `Stopped server ${client.pid}`)
  }
}
