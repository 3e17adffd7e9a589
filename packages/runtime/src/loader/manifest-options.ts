import type { AppOptions } from '@portico/sdk'

/** Options of {@link buildManifest}. */
export interface ManifestOptions {
  /** Name of the app. Defaults to `package.json`'s, without its scope, else to the file's. */
  readonly app?: string
  /** Domain below which every endpoint gets a host of its own. Defaults to none. */
  readonly domain?: string
  /** First part of those hosts. Defaults to `local`. */
  readonly workspace?: string
  /** Web suffix of the environment. Defaults to none, as `main` has it. */
  readonly webSuffix?: string
  /** What holds for the whole app, as `defineApp()` says it. Defaults to nothing. */
  readonly appOptions?: AppOptions
}
