import { ClientError } from './client-error.js'

/**
 * The origin of an address, such as `https://shop.example`.
 *
 * @throws ClientError where it is no absolute http or https address.
 */
export function toOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !isHttp(url)) {
    throw new ClientError(
      'invalid_origin',
      `${JSON.stringify(address)} is no address: write it whole, such as https://shop.example`,
    )
  }
  return url.origin
}

/** Whether an address is one of HTTP: no other can be sent a header. */
export function isHttp({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:'
}

/**
 * Refuses to send a token where everybody on the way can read it.
 *
 * @throws ClientError
 */
export function assertSecure({ protocol, hostname, origin }: URL): void {
  if (protocol !== 'http:' || isLoopback(hostname)) return
  throw new ClientError(
    'insecure_origin',
    `${origin} is not encrypted, so everybody on the way could read the token: use https, or set allowHttp: true for a network that you trust`,
  )
}

/** Names and addresses that don't leave the machine; `URL` has brought them into one form. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}
