import type { ControlClient } from './control-client.js'
import { connectControl } from './control-client.js'
import type { ServerStatus } from './controlled-server.js'
import { findSockets } from './find-sockets.js'

/** A server that runs, and what it says about itself. */
export interface RunningServer {
  readonly client: ControlClient
  readonly status: ServerStatus
}

/** The running servers of a database; one that doesn't answer is left out. */
export async function findServers(
  directory: string,
  databaseUrl: string,
): Promise<readonly RunningServer[]> {
  const clients = findSockets(directory, databaseUrl).map(connectControl)
  const asked = await Promise.all(
    clients.map(async (client) => {
      const status = await client.status().catch(() => undefined)
      return status === undefined ? [] : [{ client, status }]
    }),
  )
  return asked.flat()
}
