import type { ControlledServer } from '../control/controlled-server.js'
import { type ControlSocket, openControlSocket } from '../control/open-control-socket.js'
import { socketDirectory } from '../control/socket-directory.js'
import type { Invocation } from './invocation.js'

/** Opens a control socket. Without one the server serves; `status`, `stop` and `curl` don't find it. */
export async function openServerControl(
  { terminal, variables }: Invocation,
  databaseUrl: string,
  server: ControlledServer,
): Promise<ControlSocket | undefined> {
  try {
    return await openControlSocket({ directory: socketDirectory(variables), databaseUrl, server })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    terminal.note(`runtime status, stop and curl won't find this server: ${reason}`)
    return undefined
  }
}
