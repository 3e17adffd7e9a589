import { canonicalHost } from './canonical-host.js'
import type { Exchange } from './exchange.js'

const LOOPBACK = /^(([a-z0-9-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Whether the client has asked for this machine by a name that is always its own. A page of a stranger's
 * can make its own name lead here (DNS rebinding), and then asks for that one.
 */
export function asksForLoopback({ headers }: Pick<Exchange, 'headers'>): boolean {
  const [host = '', ...others] = headers.values('host')
  const canonical = canonicalHost(host)
  return others.length === 0 && canonical.ok && LOOPBACK.test(canonical.host)
}
