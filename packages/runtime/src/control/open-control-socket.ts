import { chmodSync, rmSync } from 'node:fs'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { once } from 'node:events'

import type { ControlledServer } from './controlled-server.js'
import { findSockets } from './find-sockets.js'
import { prepareSocketDirectory, socketPath } from './socket-directory.js'

/** Options of {@link openControlSocket}. */
export interface ControlSocketOptions {
  /** As `socketDirectory()` tells it. */
  readonly directory: string
  /** The path of a file in it is absolute. */
  readonly databaseUrl: string
  readonly server: ControlledServer
}

/** A control socket that is open. */
export interface ControlSocket {
  readonly path: string
  /** Removes the socket. */
  close(): Promise<void>
}

/**
 * Lets this user's other processes ask a server for its status and stop it.
 *
 * @throws Error where the directory isn't private or the path is too long.
 */
export async function openControlSocket(options: ControlSocketOptions): Promise<ControlSocket> {
  const { directory, databaseUrl, server } = options
  prepareSocketDirectory(directory)
  findSockets(directory, databaseUrl)
  const path = socketPath(directory, databaseUrl, process.pid)
  rmSync(path, { force: true })

  const listener = createServer((request, response) => answer(server, request, response))
  listener.listen(path)
  await once(listener, 'listening')
  chmodSync(path, 0o600)
  // The server's own listener decides how long the process lives.
  listener.unref()

  return {
    path,
    async close() {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
      rmSync(path, { force: true })
    },
  }
}

function answer(
  server: ControlledServer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const target = `http://control${request.url ?? '/'}`
  if (!URL.canParse(target)) return send(response, 404, {})
  const { pathname, searchParams } = new URL(target)
  switch (`${request.method} ${pathname}`) {
    case 'GET /status':
      return send(response, 200, server.status())
    case 'GET /endpoint':
      void sendEndpoint(server, searchParams, response)
      return undefined
    case 'POST /stop':
      send(response, 202, {})
      return server.stop()
    default:
      return send(response, 404, {})
  }
}

async function sendEndpoint(
  server: ControlledServer,
  search: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const endpoint = await server.endpointAt(search.get('method') ?? 'GET', search.get('path') ?? '/')
  send(response, endpoint === undefined ? 404 : 200, endpoint ?? {})
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
  response.end(JSON.stringify(body))
}
