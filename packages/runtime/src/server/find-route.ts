import type { Answer } from './answer.js'
import { answerPreflight, readPreflight } from './cors.js'
import type { HttpExchange } from './http-exchange.js'
import type { SlashMatch, WrongMethodMatch } from './matcher/match.js'
import type { Matcher } from './matcher/matcher.js'
import { RequestError } from './request-error.js'
import { readRequestTarget } from './request-target.js'
import type { Route } from './route.js'

/**
 * Finds what answers a request, canonicalising its host and path on the way; `undefined` where no
 * route of ours is at the path. Preflights, wrong methods and slashes become routes, too, so that
 * there is one way through guard and answer.
 *
 * @throws RequestError `bad_request` where host or path can't be read.
 */
export function findRoute(matcher: Matcher<Route>, exchange: HttpExchange): Route | undefined {
  const { req, headers } = exchange
  const target = readRequestTarget(req.url ?? '', headers.values('host'), req.httpVersion)
  if (!target.ok) throw new RequestError('bad_request', target.reason)
  exchange.path = target.path
  exchange.search = target.search

  const asked = readPreflight(exchange)
  if (asked !== undefined) {
    const preflight = findPreflight(matcher, target.host, exchange, asked)
    if (preflight !== undefined) return preflight
  }
  const match = matcher.match(target.host, target.path, exchange.method)
  if (match === undefined) return undefined
  exchange.params = match.params
  switch (match.kind) {
    case 'route':
      return match.route
    case 'wrong-method':
      return wrongMethodRoute(match, exchange)
    case 'slash':
      return slashRoute(match, exchange)
  }
}

/** `undefined` where the route has no CORS: what is left is a bare `OPTIONS`. */
function findPreflight(
  matcher: Matcher<Route>,
  host: string,
  exchange: HttpExchange,
  asked: string,
): Route | undefined {
  const match = matcher.match(host, exchange.path, asked)
  if (match === undefined || match.kind === 'slash') return undefined
  const route = match.kind === 'route' ? match.route : match.routes[0]
  if (route?.cors === undefined) return undefined
  return derive(route, undefined, () => answerPreflight(exchange, asked))
}

function wrongMethodRoute(
  match: WrongMethodMatch<Route>,
  exchange: HttpExchange,
): Route | undefined {
  const { routes } = match
  const allow = match.allow.join(', ')
  if (exchange.method === 'OPTIONS') {
    return derive(routes[0], undefined, () => ({ ...NO_CONTENT, headers: { Allow: allow } }))
  }
  return derive(routes[0], guardOfAll(routes), () => {
    throw new RequestError('method_not_allowed', 'Method Not Allowed', { Allow: allow })
  })
}

/** The guard stands before the redirect, which would tell a stranger that there is something. */
function slashRoute(match: SlashMatch<Route>, exchange: HttpExchange): Route | undefined {
  const [first] = match.routes
  const answers = first?.methods.some((method) => method === exchange.method)
  const guard = answers ? first?.guard : guardOfAll(match.routes)
  const path = `${exchange.mountPath}${match.path}`
  const location = exchange.search === '' ? path : `${path}?${exchange.search}`
  return derive(first, guard, () => ({
    kind: 'answer',
    status: 307,
    headers: { Location: location },
    body: undefined,
  }))
}

const NO_CONTENT: Answer = { kind: 'answer', status: 204, headers: {}, body: undefined }

/** None where any of the routes is open, else the first one's. */
function guardOfAll(routes: readonly Route[]): Route['guard'] {
  return routes.some(({ guard }) => guard === undefined) ? undefined : routes[0]?.guard
}

/** A route of the same identity with another guard and answer, and no user middleware. */
function derive(
  route: Route | undefined,
  guard: Route['guard'],
  handle: Route['handle'],
): Route | undefined {
  if (route === undefined) return undefined
  return { ...route, guard, handle, middleware: [], needsKoa: false }
}
