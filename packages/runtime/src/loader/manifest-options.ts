import type { ControllersOptions } from '../controllers/controllers-options.js'

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
  /** How plain routing-controllers controllers run. Defaults to routing-controllers' own defaults. */
  readonly controllers?: ControllersOptions
}
