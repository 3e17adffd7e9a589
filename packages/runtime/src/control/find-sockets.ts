import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { databaseKey, isPrivateDirectory, readSocketName } from './socket-directory.js'

/** A control socket whose process runs. */
export interface FoundSocket {
  readonly path: string
  readonly pid: number
}

/** The control sockets of a database's servers. Those of dead processes are removed on the way. */
export function findSockets(directory: string, databaseUrl: string): readonly FoundSocket[] {
  if (!isPrivateDirectory(directory)) return []

  const key = databaseKey(databaseUrl)
  return readdirSync(directory).flatMap((name) => {
    const socket = readSocketName(name)
    if (socket === undefined) return []
    const path = join(directory, name)
    if (!isAlive(socket.pid)) rmSync(path, { force: true })
    else if (socket.key === key) return [{ path, pid: socket.pid }]
    return []
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: there is a process, and it belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
