import { createRuntime, type Runtime } from '@portico/runtime'
import type { HandlerClass } from '@portico/sdk'

/** Handlers that are served on a free port. */
export interface Served {
  readonly origin: string
  readonly runtime: Runtime
}

/**
 * Serves `handlers` on a free port of the loopback interface, with a database in memory and never
 * the workspace that someone has here; close `runtime` afterwards.
 */
export async function serveHandlers(...handlers: readonly HandlerClass[]): Promise<Served> {
  const runtime = await createRuntime({ handlers, store: 'sqlite::memory:' })
  const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
  return { origin: `http://127.0.0.1:${port}`, runtime }
}
