import createOpenApiClient, {
  type Client as OpenApiClient,
  type ClientOptions as OpenApiClientOptions,
} from 'openapi-fetch'

import { createTokenFetch, type TokenFetchOptions } from './proxy-auth-fetch.js'
import { resolveToken, type TokenOptions } from './resolve-token.js'
import { toOrigin } from './token-origin.js'

/** A client of openapi-fetch whose methods know the paths of an API. */
export type Client<Paths extends object> = OpenApiClient<Paths>

/** Options of {@link createClient}; those of openapi-fetch besides. */
export interface ClientOptions
  extends
    TokenOptions,
    Omit<TokenFetchOptions, 'origins'>,
    Omit<OpenApiClientOptions, 'baseUrl' | 'fetch'> {
  /** Where the app is served, such as `https://shop.example`. Its origin alone gets the token. */
  readonly baseUrl: string
  /** Sends no token: for public endpoints. Defaults to `false`. */
  readonly anonymous?: boolean
}

/**
 * Makes a client for an app from the types of its paths, as `runtime client` writes them. It sends
 * a proxy token as {@link createProxyAuthFetch} does.
 *
 * @throws ClientError where there is no token, or `baseUrl` is none to send it to.
 */
export function createClient<Paths extends object>(options: ClientOptions): Client<Paths> {
  const { tokenId, tokenSecret, anonymous = false, baseUrl, ...rest } = options
  const token = anonymous ? undefined : resolveToken({ tokenId, tokenSecret })
  const fetch = createTokenFetch(token, { ...rest, origins: [toOrigin(baseUrl)] })
  // Options of ours are among `rest`: openapi-fetch hands them to `Request`, which ignores them.
  return createOpenApiClient<Paths>({ ...rest, baseUrl, fetch })
}
