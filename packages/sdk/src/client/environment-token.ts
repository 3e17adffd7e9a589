/*
 * The only file of this package that touches `process.env`, and only where there is one: a browser
 * has none, and a bundler may have left `process` out.
 */

/** The halves of a proxy token as the environment has them; empty ones count as absent. */
export function readEnvironmentToken(): {
  readonly tokenId: string | undefined
  readonly tokenSecret: string | undefined
} {
  const variables = globalThis.process?.env ?? {}
  return {
    tokenId: variables['PORTICO_PROXY_TOKEN_ID'] || undefined,
    tokenSecret: variables['PORTICO_PROXY_TOKEN_SECRET'] || undefined,
  }
}
