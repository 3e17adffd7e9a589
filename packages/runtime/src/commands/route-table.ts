import type { ServedRoute } from '../control/controlled-server.js'
import { toPrintable } from './printable.js'
import { layOutTable } from './table.js'
import type { Terminal } from './terminal.js'

/** What stands in front of a protected URL. */
export const PROTECTED_MARK = '🔑'

/** What is said of an endpoint that nobody said anything about. */
const UNMARKED = 'open, not marked public'

/** Whether nobody said who may call. */
export function isUnmarked(route: Pick<ServedRoute, 'protected' | 'public'>): boolean {
  return !route.protected && !route.public
}

/** Routes as the lines of a table: the URL of each, marked where it needs a credential. */
export function layOutRoutes(
  routes: readonly ServedRoute[],
  baseUrl: string,
  terminal: Pick<Terminal, 'style'>,
): readonly string[] {
  return layOutTable(
    routes.flatMap((route) => {
      const mark = route.protected ? PROTECTED_MARK : ''
      const methods = terminal.style('dim', route.methods.join(','))
      const url = toPrintable(`${baseUrl}${route.path}`)
      return [
        [mark, methods, url, toProtection(route, terminal)],
        ...route.hosts.map((host) => [mark, methods, `https://${host}/`, '']),
      ]
    }),
  )
}

/** Whether a route is protected, meant to be open, or neither was said. */
export function toProtection(
  route: Pick<ServedRoute, 'protected' | 'public'>,
  { style }: Pick<Terminal, 'style'>,
): string {
  if (route.protected) return style('green', 'protected')
  return route.public ? 'public' : style('yellow', UNMARKED)
}
