import type { TokenStore } from '../../tokens/token-store.js'
import type { EnvironmentStore } from '../../workspace/environment-store.js'

/** The stores that managing a workspace needs; a transaction's stores are such. */
export interface ManagedStores {
  readonly tokens: TokenStore
  readonly environments: EnvironmentStore
}
