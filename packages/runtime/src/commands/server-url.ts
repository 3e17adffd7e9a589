/** The URL under which a server is reached from this machine. */
export function toBaseUrl(host: string, port: number): string {
  return `http://${toReachableHost(host)}:${port}`
}

/** Every address of a machine is no address to connect to. */
function toReachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Whether a URL leads to this very machine. */
export function isLoopbackUrl(url: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname)
}

/** Whether two base URLs lead to one server: `localhost` and `127.0.0.1` do. */
export function isSameServer(left: string, right: string): boolean {
  const [a, b] = [new URL(left), new URL(right)]
  return a.origin === b.origin || (a.port === b.port && isLoopbackUrl(left) && isLoopbackUrl(right))
}
