import { type Server, createServer } from 'node:http'

import type { RequestListener } from './front-door.js'
import { OwnIncomingMessage } from './remove-credentials.js'

/** Where a server listens. */
export interface ListeningAddress {
  /** Address or name to bind to. Defaults to `127.0.0.1`. */
  readonly host: string
  /** Defaults to a free one. */
  readonly port: number
}

/** A listening server that can be closed without cutting an answer off. */
export interface HttpServer {
  readonly address: ListeningAddress
  /** Stops accepting and resolves when every running request is answered. */
  close(): Promise<void>
}

/** How long running requests have at `close()` before their connections are cut. */
const DRAIN_MS = 30_000
const IDLE_CHECK_MS = 20

/** Listens. Rejects with Node's own error where it can't, such as `EADDRINUSE`. */
export async function openHttpServer(
  listener: RequestListener,
  { host = '127.0.0.1', port = 0 }: Partial<ListeningAddress>,
): Promise<HttpServer> {
  const server = createHttpServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { address: { host, port: portOf(server, port) }, close: () => close(server) }
}

/** Makes the server of Node that everything listens with, as yet without a port. */
export function createHttpServer(listener: RequestListener): Server {
  // Hosts are judged by us, so that a missing one gets the same answer as a wrong one.
  const server = createServer(
    { requireHostHeader: false, IncomingMessage: OwnIncomingMessage },
    listener,
  )
  // No `100 Continue` before the guard has admitted: reading the body sends it.
  server.on('checkContinue', listener)
  // Other expectations are ignored, as RFC 9110 (10.1.1) allows: the guard answers strangers.
  server.on('checkExpectation', listener)
  return server
}

function portOf(server: Server, asked: number): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : asked
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A kept-alive connection turns idle only once its answer is sent.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
