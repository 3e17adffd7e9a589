import type { TokenPair } from '@portico/sdk'
import { socketDirectory } from '../control/socket-directory.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open-database.js'
import { withTemporaryToken } from '../management/operations/temporary-token.js'
import { CommandError } from './command-error.js'
import { readCurlMethod } from './curl-method.js'
import { type CurlTarget, findCurlTarget } from './curl-target.js'
import { locateWorkspace } from './in-workspace.js'
import type { Invocation } from './invocation.js'
import { runCurl } from './run-curl.js'
import { isLoopbackUrl } from './server-url.js'

/** Options of `runtime curl`. */
export interface CurlOptions {
  readonly url?: string
  readonly curlArguments: readonly string[]
}

const TOKEN_LIFETIME_MS = 60_000

/** Sends a request with a token of its own and resolves to curl's exit code. */
export async function curlEndpoint(
  invocation: Invocation,
  path: string,
  { url, curlArguments: args }: CurlOptions,
): Promise<number> {
  const { databaseUrl } = locateWorkspace(invocation)
  const target = await findCurlTarget({
    directory: socketDirectory(invocation.variables),
    databaseUrl,
    method: readCurlMethod(args),
    path,
    url,
  })
  if (!needsToken(target)) return runCurl({ url: target.url, args, token: undefined })

  const database = await openDatabase(databaseUrl)
  try {
    return await withToken(database, target, (token) => runCurl({ url: target.url, args, token }))
  } finally {
    await database.close()
  }
}

/** A server that runs here and would not ask for a token gets none. */
function needsToken({ url, environment, endpoint }: CurlTarget): boolean {
  if (environment !== undefined) return endpoint?.protected === true
  if (isLoopbackUrl(url)) return true
  throw new CommandError(
    'No server of this workspace runs here, so no token is made for a machine elsewhere: make one with runtime workspace proxy-tokens create.',
  )
}

async function withToken(
  { tokens, environments }: Database,
  { environment, endpoint }: CurlTarget,
  work: (token: TokenPair) => Promise<number>,
): Promise<number> {
  const all = (await environments.list()).map(({ name }) => name)
  const options = {
    createdBy: 'runtime curl',
    environments: environment === undefined ? all : [environment],
    endpoints: endpoint === undefined ? undefined : [endpoint.label],
    lifetimeMs: TOKEN_LIFETIME_MS,
  }
  return withTemporaryToken(tokens, options, work)
}
