import type { ServerStatus } from '../control/controlled-server.js'
import type { Runtime } from '../runtime.js'
import type { ServeSettings } from '../config/serve-settings.js'
import { findEndpoint, hasDocsPage } from './find-endpoint.js'
import type { Invocation } from './invocation.js'
import { toListenError } from './listen-error.js'
import { openServerControl } from './open-server-control.js'
import { printServeScreen } from './serve-screen.js'
import { toBaseUrl } from './server-url.js'
import { toServedRoute } from './served-route.js'
import { listenForStop } from './stop-signal.js'

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
  const control = await openServerControl(invocation, runtime.database.url, {
    status: () => status,
    endpointAt: (method, path) => findEndpoint(runtime, method, path),
    stop: () => stop.request(),
  })
  printServeScreen(status, invocation.terminal, { docs: hasDocsPage(runtime) })

  await stop.requested
  // The socket stays until what runs has finished: `runtime stop` waits for it to go.
  await runtime.close()
  await control?.close()
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
