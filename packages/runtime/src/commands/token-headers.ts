import type { ProxyCredentials } from '@portico/sdk'

/**
 * The headers that carry a token as a pair. The SDK's `writeProxyCredentials` says the same, but
 * loading the SDK, and routing-controllers with it, takes longer than everything else here.
 */
export function toTokenHeaders({ tokenId, tokenSecret }: ProxyCredentials): {
  readonly 'Modal-Key': string
  readonly 'Modal-Secret': string
} {
  return { 'Modal-Key': tokenId, 'Modal-Secret': tokenSecret }
}
