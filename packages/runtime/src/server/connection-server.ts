import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import type { RequestListener } from './front-door.js'
import { createHttpServer } from './http-server.js'

/** A server without a port, for connections that somebody else has accepted. */
export interface ConnectionServer {
  /** Answers what comes on a connection. */
  accept(socket: Socket): void
  /** Resolves when every request is answered; see {@link createConnectionServer} for how long. */
  close(): Promise<void>
}

/** How long a connection may wait for its request, once the server closes. */
const SILENCE_MS = 1_000

/** How long an answer that has begun may go on, once the server closes: it may have no end. */
const STREAM_MS = 2_000

/** How long a request may run without an answer, once the server closes. */
const REQUEST_MS = 30_000

/**
 * Serves connections, one request each: the next one comes on a new connection, which may be given
 * to another process.
 *
 * Once it closes, connections without a request are cut after a second, answers that have begun after
 * two, and all else after thirty.
 */
export function createConnectionServer(listener: RequestListener): ConnectionServer {
  const responses = new Map<Socket, ServerResponse | undefined>()
  const server = createHttpServer((req, res) => {
    // One that was sent along with the first is for whoever gets the next connection.
    if (responses.get(req.socket) !== undefined) return
    res.shouldKeepAlive = false
    if (responses.has(req.socket)) responses.set(req.socket, res)
    listener(req, res)
  })
  let emptied: (() => void) | undefined

  function forget(socket: Socket): void {
    responses.delete(socket)
    if (responses.size === 0) emptied?.()
  }

  /** Ends every connection whose answer is in a state, after some time. */
  function cut(after: number, isOver: (res: ServerResponse | undefined) => boolean): void {
    const end = (): void => {
      for (const [socket, res] of responses) if (isOver(res)) socket.destroy()
    }
    setTimeout(end, after).unref()
  }

  return {
    accept(socket) {
      responses.set(socket, undefined)
      socket.once('close', () => forget(socket))
      server.emit('connection', socket)
    },
    async close() {
      if (responses.size === 0) return
      cut(SILENCE_MS, (res) => res === undefined)
      cut(STREAM_MS, (res) => res?.headersSent !== false)
      cut(REQUEST_MS, () => true)
      await new Promise<void>((resolve) => {
        emptied = resolve
      })
    },
  }
}
