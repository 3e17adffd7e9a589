import type { ServedRoute, ServerStatus } from '../control/controlled-server.js'
import { DOCS_PATH } from '../docs/docs-page-routes.js'
import { PROTECTED_MARK, isUnmarked, layOutRoutes } from './route-table.js'
import { toPrintable } from './printable.js'
import type { Terminal } from './terminal.js'

/** What {@link printServeScreen} shows besides the status. */
export interface ServeScreenOptions {
  /** Whether the page of the API description is served. */
  readonly docs: boolean
}

/** The first screen of a server: where everything answers, and how to get in. */
export function printServeScreen(
  status: ServerStatus,
  terminal: Terminal,
  { docs }: ServeScreenOptions,
): void {
  const { app, environment, routes, urls } = status
  const [base = ''] = urls
  const { style } = terminal
  const lines = [
    '',
    `${style('bold', toPrintable(app))} is served in environment ${style('bold', environment)}`,
    '',
    ...layOutRoutes(routes, base, terminal).map((line) => `  ${line}`),
    ...(docs ? ['', `Described at ${style('cyan', `${base}${DOCS_PATH}`)}`] : []),
    ...explainProtection(routes, base, terminal),
    ...explainUnmarked(routes, terminal),
    '',
  ]
  terminal.print(lines.join('\n'))
}

function explainProtection(
  routes: readonly ServedRoute[],
  base: string,
  { style }: Terminal,
): readonly string[] {
  const route = findExample(routes)
  if (route === undefined) return []

  const [method = 'GET'] = route.methods
  const option = method === 'GET' ? '' : `-X ${method} `
  const path = toPrintable(route.path)
  return [
    '',
    `${PROTECTED_MARK} wants a proxy token. Make one, and send it along:`,
    '',
    `  ${style('cyan', 'npx runtime workspace proxy-tokens create')}`,
    `  ${style('cyan', `curl ${option}-H "Modal-Key: $TOKEN_ID" -H "Modal-Secret: $TOKEN_SECRET" \\`)}`,
    `  ${style('cyan', `  ${base}${path}`)}`,
    '',
    'Or have one made for a single request:',
    '',
    `  ${style('cyan', `npx runtime curl ${path}${option === '' ? '' : ` ${option.trim()}`}`)}`,
  ]
}

/** A route that can be called as it stands, if there is one: no parameter in its path. */
function findExample(routes: readonly ServedRoute[]): ServedRoute | undefined {
  const candidates = routes.filter((route) => route.protected)
  return candidates.find(({ path }) => !/[:*]/.test(path)) ?? candidates[0]
}

function explainUnmarked(routes: readonly ServedRoute[], { style }: Terminal): readonly string[] {
  return routes.some(isUnmarked)
    ? [
        '',
        style('yellow', 'Anybody may call what is open. Write public: true where that is meant,'),
        style('yellow', 'requiresProxyAuth: true where it is not.'),
      ]
    : []
}
