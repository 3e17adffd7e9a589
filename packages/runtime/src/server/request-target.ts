import { canonicalHost, type CanonicalHost } from './canonical-host.js'
import { canonicalPath } from './canonical-path.js'

/** What a request asks for, in canonical form, or one sentence about why it is refused (400). */
export type RequestTarget =
  | {
      readonly ok: true
      /** Lower case, without port; `''` where an HTTP/1.0 request names none. */
      readonly host: string
      /** Canonical path. */
      readonly path: string
      /** Query string as sent, without the `?`. */
      readonly search: string
    }
  | { readonly ok: false; readonly reason: string }

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/is

/**
 * Reads what a request asks for (RFC 9112, 3.2 and 3.3). The authority of an absolute-form target
 * wins over `Host`, but the `Host` must be there and valid all the same. `OPTIONS *`, authority
 * form, user names in an authority and fragments are refused. Never throws.
 *
 * @param url the request target as sent: `/path?query` or `http://host/path?query`.
 * @param hosts every `Host` field of the request, each as sent.
 * @param httpVersion such as `1.1`.
 */
export function readRequestTarget(
  url: string,
  hosts: readonly string[],
  httpVersion: string,
): RequestTarget {
  const absolute = url.startsWith('/') ? null : ABSOLUTE_FORM.exec(url)
  const named = readHost(hosts, httpVersion)
  const host = absolute === null || !named.ok ? named : canonicalHost(absolute[1] ?? '')
  if (!host.ok) return host
  return readPath(host.host, absolute === null ? url : withPath(absolute[2] ?? ''))
}

/** An absolute-form target without a path asks for `/`. */
function withPath(rest: string): string {
  return rest.startsWith('/') ? rest : `/${rest}`
}

function readPath(host: string, pathAndQuery: string): RequestTarget {
  if (pathAndQuery.includes('#')) {
    return { ok: false, reason: 'The request target has a fragment ("#").' }
  }
  const query = pathAndQuery.indexOf('?')
  const path = canonicalPath(query === -1 ? pathAndQuery : pathAndQuery.slice(0, query))
  if (!path.ok) return path
  return {
    ok: true,
    host,
    path: path.path,
    search: query === -1 ? '' : pathAndQuery.slice(query + 1),
  }
}

function readHost(hosts: readonly string[], httpVersion: string): CanonicalHost {
  const [value, second] = hosts
  if (second !== undefined) return { ok: false, reason: 'The request has more than one Host.' }
  if (value !== undefined) return canonicalHost(value)
  return httpVersion === '1.0'
    ? { ok: true, host: '' }
    : { ok: false, reason: 'The request has no Host.' }
}
