import type { ServedEndpoint, ServerStatus } from '../control/controlled-server.js'
import { type ControlSocket, openControlSocket } from '../control/open-control-socket.js'
import { socketDirectory } from '../control/socket-directory.js'
import { DOCS_PATH } from '../docs/docs-page-routes.js'
import type { Runtime } from '../runtime.js'
import type { ServeSettings } from '../config/serve-settings.js'
import { canonicalPath } from '../server/canonical-path.js'
import type { Invocation } from './invocation.js'
import { toListenError } from './listen-error.js'
import { printServeScreen } from './serve-screen.js'
import { toBaseUrl } from './server-url.js'
import { toServedRoute } from './served-route.js'
import { type StopSignal, listenForStop } from './stop-signal.js'

/** A runtime and what it was told. */
export interface ServeParts {
  readonly invocation: Invocation
  readonly settings: ServeSettings
  readonly runtime: Runtime
}

/** Listens, says so, and resolves when somebody stops it: a signal, or `runtime stop`. */
export async function serveUntilStopped(parts: ServeParts): Promise<void> {
  const { invocation, settings, runtime } = parts
  const { host } = settings
  const { port } = await runtime.listen({ host, port: settings.port }).catch((error: unknown) => {
    throw toListenError(error, settings)
  })
  const status = toStatus(parts, toBaseUrl(host, port))
  const stop = listenForStop()
  const control = await openControl(parts, status, stop)
  printServeScreen(status, invocation.terminal, { docs: hasDocsPage(runtime) })

  await stop.requested
  // The socket stays until what runs has finished: `runtime stop` waits for it to go.
  await runtime.close()
  await control?.close()
}

/** A route of a user's has a label. */
function hasDocsPage(runtime: Runtime): boolean {
  return runtime.routeAt('GET', DOCS_PATH)?.label === ''
}

function toStatus({ settings, runtime }: ServeParts, url: string): ServerStatus {
  return {
    pid: process.pid,
    urls: [url],
    environment: settings.environment,
    app: runtime.manifest.app,
    started_at: new Date().toISOString(),
    routes: runtime.manifest.endpoints.map(toServedRoute),
  }
}

/** Without a control socket the server serves; `status`, `stop` and `curl` don't find it. */
async function openControl(
  { invocation, runtime }: ServeParts,
  status: ServerStatus,
  stop: StopSignal,
): Promise<ControlSocket | undefined> {
  try {
    return await openControlSocket({
      directory: socketDirectory(invocation.variables),
      databaseUrl: runtime.database.url,
      server: {
        status: () => status,
        endpointAt: (method, path) => findEndpoint(runtime, method, path),
        stop: () => stop.request(),
      },
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    invocation.terminal.note(`runtime status, stop and curl won't find this server: ${reason}`)
    return undefined
  }
}

function findEndpoint(runtime: Runtime, method: string, path: string): ServedEndpoint | undefined {
  const canonical = canonicalPath(path)
  const route = canonical.ok ? runtime.routeAt(method, canonical.path) : undefined
  return route && { label: route.label, protected: route.protected }
}
