import { canonicalHost } from './canonical-host.js'
import type { Exchange } from './exchange.js'

const LOOPBACK = /^(([a-z0-9-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])$/

const LOOPBACK_ADDRESS = /^(127(\.\d{1,3}){3}|::1)$/
/** Set by proxies and tunnels, which come from this machine and may rewrite `Host`. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via']

/**
 * Whether a client on this machine has asked for it, by a name that is always its own. A page of a
 * stranger's can make its own name lead here (DNS rebinding), and then asks for that one; whoever comes
 * from elsewhere can ask for any.
 */
export function asksForLoopback({
  headers,
  address,
}: Pick<Exchange, 'headers' | 'address'>): boolean {
  const [host = '', ...others] = headers.values('host')
  const canonical = canonicalHost(host)
  return (
    others.length === 0 &&
    canonical.ok &&
    LOOPBACK.test(canonical.host) &&
    LOOPBACK_ADDRESS.test(address) &&
    FORWARDED.every((name) => headers.values(name).length === 0)
  )
}
