import type { SourcePlace } from './user-frame.js'

/** Why a user's file could not become an app. */
export type AppLoadErrorCode =
  /** There is no such file. */
  | 'file_not_found'
  /** It is a directory, or of a kind that can't be loaded. */
  | 'not_a_module'
  /** It doesn't parse. */
  | 'syntax_error'
  /** It is written for CommonJS and runs as an ES module, as all TypeScript does. */
  | 'commonjs_in_es_module'
  /** Its compiler settings give no decorators, or no types with them. */
  | 'no_decorator_metadata'
  /** Something that it imports isn't there. */
  | 'import_not_found'
  /** The `package.json` that it stands below isn't JSON. */
  | 'broken_package'
  /** It threw while it was loaded. */
  | 'threw'
  /** What `defineApp()` made is exported twice. */
  | 'two_apps'
  /** It exports no class with an endpoint. */
  | 'no_handlers'

/** What is known of an {@link AppLoadError} besides its message. */
export interface AppLoadErrorOptions extends ErrorOptions {
  /** The line to mend. */
  readonly place?: SourcePlace | undefined
  /** The message for those who are shown the line anyway. Defaults to the message. */
  readonly summary?: string
}

/**
 * A file could not be loaded as an app. Its message is one sentence that says what to change; the
 * original error, with its stack, is the `cause`.
 */
export class AppLoadError extends Error {
  readonly code: AppLoadErrorCode
  override readonly name = 'AppLoadError'
  readonly place: SourcePlace | undefined
  readonly summary: string

  constructor(code: AppLoadErrorCode, message: string, options: AppLoadErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.place = options.place
    this.summary = options.summary ?? message
  }
}
