import { writeProxyCredentials } from '../auth/proxy-credentials.js'
import type { TokenPair } from '../auth/token-pair.js'
import { followRedirects } from './follow-redirects.js'
import { type OutgoingRequest, toOutgoingRequest } from './outgoing-request.js'
import { resolveToken, type TokenOptions } from './resolve-token.js'
import { type RetryOptions, sendWithRetries } from './send-with-retries.js'
import { assertSecure, isHttp, toOrigin } from './token-origin.js'

/** What `fetch` is. */
export type Fetch = typeof globalThis.fetch

/** Where a token may go, and by which fetch. */
export interface TokenFetchOptions extends RetryOptions {
  /**
   * Origins that get the token, such as `https://shop.example`; requests to others go without it.
   * Defaults to the origin of whatever address is asked for.
   */
  readonly origins?: readonly string[]
  /** Sends the token over plain HTTP to other machines, too. Defaults to `false`. */
  readonly allowHttp?: boolean
  /** Defaults to the global fetch. It sees the token. */
  readonly fetch?: Fetch
}

/** Options of {@link createProxyAuthFetch}. */
export interface ProxyAuthFetchOptions extends TokenOptions, TokenFetchOptions {}

/**
 * Fetches as `fetch` does, with the proxy token of `PORTICO_PROXY_TOKEN_ID` and
 * `PORTICO_PROXY_TOKEN_SECRET`. The token goes to the origin of `input` and never, by a redirect, to
 * another; 429 and 503 are tried again by `Retry-After` where that is safe.
 *
 * @throws ClientError
 */
export async function proxyAuthFetch(...[input, init]: Parameters<Fetch>): Promise<Response> {
  return createProxyAuthFetch()(input, init)
}

/**
 * Makes a `fetch` that sends a proxy token, for this program's own use or for a client library that
 * takes one.
 *
 * @throws ClientError where there is no token, or an origin is none to send it to.
 */
export function createProxyAuthFetch(options: ProxyAuthFetchOptions = {}): Fetch {
  return createTokenFetch(resolveToken(options), options)
}

/** Makes the `fetch` of {@link createProxyAuthFetch} with a token, or without any. */
export function createTokenFetch(
  token: TokenPair | undefined,
  { origins, allowHttp = false, fetch, ...retries }: TokenFetchOptions,
): Fetch {
  const allowed = origins?.map(toOrigin)
  if (!allowHttp && token !== undefined) allowed?.forEach((each) => assertSecure(new URL(each)))

  return async function proxyAuthFetch(input, init) {
    const request = await toOutgoingRequest(input, init)
    const { url, headers } = request
    if (token !== undefined && isHttp(url) && (allowed?.includes(url.origin) ?? true)) {
      if (!allowHttp) assertSecure(url)
      const fields = Object.entries(writeProxyCredentials(token))
      for (const [name, value] of fields) headers.set(name, value)
    }
    const sendOnce = (each: OutgoingRequest) => send(each, fetch ?? globalThis.fetch)
    const sendAgain = (each: OutgoingRequest) => sendWithRetries(each, sendOnce, retries)
    return request.redirect === 'follow' ? followRedirects(request, sendAgain) : sendAgain(request)
  }
}

function send(request: OutgoingRequest, fetch: Fetch): Promise<Response> {
  const { url, method, headers, body, signal, settings } = request
  return fetch(url.href, {
    ...settings,
    method,
    headers,
    redirect: request.redirect === 'follow' ? 'manual' : request.redirect,
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  })
}
