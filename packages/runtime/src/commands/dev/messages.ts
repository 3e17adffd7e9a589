import type { AppSettings, ServeSettings } from '../../config/serve-settings.js'
import type { ServedEndpoint, ServedRoute } from '../../control/controlled-server.js'
import type { ProjectImports } from '../../loader/project-imports.js'
import type { SourcePlace } from '../../loader/user-frame.js'

/** What a process needs before it loads an app: everything but the app. */
export interface Preparation {
  /** The app's files, absolute. */
  readonly files: readonly string[]
  readonly databaseUrl: string
  /** URLs of what the app imported last time from elsewhere. */
  readonly packages: readonly string[]
}

/** Settings that an app is served with. */
export type DevSettings = AppSettings &
  Pick<
    ServeSettings,
    'host' | 'strict' | 'logLevel' | 'legacyProxyAuthorization' | 'failedAttemptsLimit'
  > & {
    /** Every endpoint is described to whoever asks on this machine, or none. */
    readonly docs: false | 'open'
  }

/** What the process with the port says to one with an app. */
export type ToApp =
  | { readonly kind: 'prepare'; readonly preparation: Preparation }
  | { readonly kind: 'load'; readonly settings: DevSettings }
  /** A connection comes along. */
  | { readonly kind: 'connection' }
  | {
      readonly kind: 'find-endpoint'
      readonly id: number
      readonly method: string
      readonly path: string
    }
  | { readonly kind: 'close' }

/** What an app's process says. */
export type FromApp =
  /** It has everything but the app. */
  | { readonly kind: 'prepared' }
  | { readonly kind: 'ready'; readonly app: LoadedApp; readonly imports: ProjectImports }
  | {
      readonly kind: 'failed'
      readonly problem: Problem
      readonly imports: ProjectImports | undefined
    }
  /** Nothing runs in it any more; it ends. */
  | { readonly kind: 'closed' }
  /** It ends because of an error that nobody caught. */
  | { readonly kind: 'crashed'; readonly problem: Problem }
  | {
      readonly kind: 'endpoint'
      readonly id: number
      readonly endpoint: ServedEndpoint | undefined
    }

/** An app that is ready to answer. */
export interface LoadedApp {
  readonly name: string
  readonly routes: readonly ServedRoute[]
  /** Whether the page of the API description is served. */
  readonly docs: boolean
}

/** Why an app doesn't run. */
export interface Problem {
  /** One sentence. */
  readonly message: string
  /** The line to look at. */
  readonly place: SourcePlace | undefined
  /** For `--verbose`. */
  readonly stack: string
}
