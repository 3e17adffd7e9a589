export type { Database, DatabaseOptions, Stores } from './database/database.js'
export { DatabaseError } from './database/database-error.js'
export type { DatabaseErrorCode } from './database/database-error.js'
export { openDatabase } from './database/open-database.js'

export { hasValidChecksum, mintToken } from './tokens/mint-token.js'
export { digestSecret } from './tokens/secret-digest.js'
export type { TokenColumns, TokenFeed, TokenLimits, TokenSink } from './tokens/token-feed.js'
export { DuplicateTokenError, UnknownEnvironmentError } from './tokens/token-store.js'
export type { StoredToken, TokenChanges, TokenStore } from './tokens/token-store.js'
export { createTokenVerifier } from './tokens/token-verifier.js'
export type { TokenVerifierOptions } from './tokens/token-verifier.js'

export { DEFAULT_ENVIRONMENT, EnvironmentError } from './workspace/environment-store.js'
export type {
  EnvironmentErrorCode,
  EnvironmentStore,
  StoredEnvironment,
} from './workspace/environment-store.js'

export { createRuntime } from './runtime.js'
export type {
  EarlyUserMiddleware,
  RuntimeOptions,
  UserMiddleware,
} from './composition/runtime-options.js'
export type { AnsweringRoute, Runtime } from './runtime.js'
export type { RouteFacts } from './server/route-facts.js'
export type {
  ControllerEndpoint,
  DeclaredEndpoint,
  HandlerSource,
  Manifest,
  ManifestEndpoint,
} from './loader/manifest.js'
export type { ManifestOptions } from './loader/manifest-options.js'
export { loadManifest } from './loader/load-app.js'
export type { ListeningAddress } from './server/http-server.js'

export { createProxyToken } from './management/operations/create-proxy-token.js'
export type { CreateProxyTokenOptions } from './management/operations/create-proxy-token.js'
