import { findServers, type RunningServer } from '../control/find-servers.js'
import type { ServedEndpoint } from '../control/controlled-server.js'
import { CommandError, usageError } from './command-error.js'
import { isSameServer } from './server-url.js'

/** What a request of `runtime curl` goes to. */
export interface CurlTarget {
  readonly url: string
  /** `undefined` where no server that runs here is behind the URL. */
  readonly environment: string | undefined
  /** `undefined` where nobody can tell, or no endpoint would answer. */
  readonly endpoint: ServedEndpoint | undefined
}

/** Options of {@link findCurlTarget}. */
export interface FindCurlTargetOptions {
  /** Where control sockets lie. */
  readonly directory: string
  readonly databaseUrl: string
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Where the server is; `undefined` asks the servers that run. */
  readonly url: string | undefined
}

/** Finds out which endpoint of which server would answer. */
export async function findCurlTarget(options: FindCurlTargetOptions): Promise<CurlTarget> {
  const { directory, databaseUrl, method, path, url } = options
  if (!path.startsWith('/')) throw usageError('PATH must begin with /, such as /private.')

  const servers = await findServers(directory, databaseUrl)
  const base = url === undefined ? undefined : readBaseUrl(url)
  const server = chooseServer(servers, base)
  const baseUrl = base ?? server?.status.urls[0]
  if (baseUrl === undefined) {
    throw new CommandError(
      'No server of this workspace runs here: start one with runtime serve, or say where it is with --url.',
    )
  }
  return {
    url: `${baseUrl}${path}`,
    environment: server?.status.environment,
    endpoint: await server?.client.endpointAt(method, path.replace(/[?#].*$/s, '')),
  }
}

function chooseServer(
  servers: readonly RunningServer[],
  base: string | undefined,
): RunningServer | undefined {
  if (base !== undefined) {
    return servers.find(({ status }) => status.urls.some((url) => isSameServer(url, base)))
  }
  if (servers.length <= 1) return servers[0]
  const urls = servers.map(({ status }) => status.urls[0]).join(' or ')
  throw new CommandError(`${servers.length} servers of this workspace run: give --url ${urls}.`)
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw usageError('--url must be such as http://127.0.0.1:8080; the path comes after it.')
  }
  return url.origin
}
