import { ClientError } from './client-error.js'
import { isReplayable, type OutgoingRequest } from './outgoing-request.js'
import type { Send } from './send-with-retries.js'
import { isHttp } from './token-origin.js'

/** As many as fetch follows. */
const MAX_REDIRECTS = 20
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const CREDENTIALS = ['modal-key', 'modal-secret', 'authorization', 'proxy-authorization', 'cookie']
const ABOUT_THE_BODY = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
]

/**
 * Follows redirects by the rules of the fetch standard, but that no credential leaves the origin
 * which it was meant for: fetch itself would hand on every header but a few. Once it has left,
 * nothing brings it back, not even a redirect to where it came from.
 */
export async function followRedirects(first: OutgoingRequest, send: Send): Promise<Response> {
  let request = first
  for (let count = 0; ; count += 1) {
    const response = await send(request)
    const next = redirectedRequest(request, response)
    if (next === undefined) return count === 0 ? response : toRedirected(response)
    await response.body?.cancel()
    if (count === MAX_REDIRECTS) {
      throw failed(`${first.url.origin} redirects more than ${MAX_REDIRECTS} times`)
    }
    request = next
  }
}

/** Where to go on, or `undefined` where the answer is the last. */
function redirectedRequest(
  request: OutgoingRequest,
  response: Response,
): OutgoingRequest | undefined {
  if (response.type === 'opaqueredirect') {
    throw failed(
      `${request.url.origin} redirects, and a browser doesn't say where to, so the token can't be kept from another origin: ask for the final address`,
    )
  }
  const location = response.headers.get('location')
  if (location === null || !REDIRECTS.has(response.status)) return undefined

  const url = toTarget(location, request.url)
  const headers = new Headers(request.headers)
  if (url.origin !== request.url.origin) remove(headers, CREDENTIALS)
  if (becomesGet(request.method, response.status)) {
    remove(headers, ABOUT_THE_BODY)
    return { ...request, url, headers, method: 'GET', body: undefined }
  }
  if (response.status !== 303 && !isReplayable(request)) {
    throw failed(
      `${request.url.origin} redirects a request whose body is a stream, which can't be sent twice: ask for the final address`,
    )
  }
  return { ...request, url, headers }
}

function toTarget(location: string, from: URL): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined
  if (url === undefined || !isHttp(url)) {
    throw failed(`${from.origin} redirects to what is no address of http or https`)
  }
  if (url.hash === '') url.hash = from.hash
  return url
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD'
  return method === 'POST' && (status === 301 || status === 302)
}

function remove(headers: Headers, names: readonly string[]): void {
  for (const name of names) headers.delete(name)
}

/** Says of an answer what it would say of itself had fetch followed. */
function toRedirected(response: Response): Response {
  return Object.defineProperty(response, 'redirected', { value: true })
}

function failed(message: string): ClientError {
  return new ClientError('redirect_failed', message)
}
