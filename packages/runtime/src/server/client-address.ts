import type { IncomingMessage } from 'node:http'

const MAPPED_IPV4 = '::ffff:'

/** The client's address, an IPv4 address in its usual form. Empty on a Unix socket. */
export function readClientAddress(req: IncomingMessage): string {
  const address = req.socket.remoteAddress ?? ''
  return address.startsWith(MAPPED_IPV4) && address.includes('.')
    ? address.slice(MAPPED_IPV4.length)
    : address
}
