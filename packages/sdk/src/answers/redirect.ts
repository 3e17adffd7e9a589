const STATUSES: readonly number[] = [301, 302, 303, 307, 308]

/** HTTP status of a redirect; 307 and 308 keep the method. */
export type RedirectStatus = 301 | 302 | 303 | 307 | 308

/**
 * Sends the client to another URL: return it from a handler. `Response.redirect` takes absolute URLs
 * alone, this takes relative ones too. Characters that a header can't have are percent-encoded.
 *
 * @param status defaults to 307, as FastAPI's.
 * @throws RangeError where the status is no redirect.
 * @example
 * return redirect('/login')
 */
export function redirect(location: string | URL, status: RedirectStatus = 307): Response {
  if (!STATUSES.includes(status)) {
    throw new RangeError(`redirect takes a status of ${STATUSES.join(', ')}, not ${status}`)
  }
  return new Response(null, { status, headers: { Location: toHeader(String(location)) } })
}

function toHeader(location: string): string {
  return location
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part))
}
