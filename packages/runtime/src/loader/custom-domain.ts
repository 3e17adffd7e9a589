import { domainToASCII } from 'node:url'

const HOST_NAME = /^(?=.{1,253}$)(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/

/**
 * The host name as requests carry it: lower-case, other alphabets in their ASCII form.
 *
 * @returns `undefined` where it isn't one, such as `https://example.com`, `example.com:8080`.
 */
export function toHostName(domain: unknown): string | undefined {
  if (typeof domain !== 'string' || /[\s/:?#@%\\]/.test(domain)) return undefined
  const host = domainToASCII(domain)
  return HOST_NAME.test(host) ? host : undefined
}

/** What is left of a custom domain without scheme, port and path, for the message that refuses it. */
export function withoutScheme(domain: unknown): string {
  const host = String(domain)
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[:/?#].*$/s, '')
  return toHostName(host) ?? 'api.example.com'
}
