/** An environment as it is kept. */
export interface StoredEnvironment {
  readonly name: string
  /** Part of its public URLs; one environment may have an empty one. */
  readonly webSuffix: string
  readonly createdAt: Date
}

/** Environment that every workspace has from the start and that can't be deleted. */
export const DEFAULT_ENVIRONMENT = 'main'

/**
 * Where environments are kept.
 *
 * A store only keeps: it doesn't judge names. Every implementation passes
 * `describeEnvironmentStore()`.
 */
export interface EnvironmentStore {
  /** Every environment, by name. */
  list(): Promise<readonly StoredEnvironment[]>

  /** The environment with this name, or `undefined`. */
  find(name: string): Promise<StoredEnvironment | undefined>

  /** Adds an environment. Rejects with {@link EnvironmentError} where name or suffix is taken. */
  insert(environment: StoredEnvironment): Promise<void>

  /**
   * Removes an environment and takes it out of every token's reach; a token that has none left
   * reaches nothing. Resolves to whether there was one.
   *
   * Rejects with {@link EnvironmentError} where it is the default one.
   */
  delete(name: string): Promise<boolean>
}

/** Why a change of environments was refused. */
export type EnvironmentErrorCode =
  'duplicate_environment' | 'duplicate_web_suffix' | 'default_environment'

/** A change of environments was refused. Its message is one sentence that says what to do. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
  readonly code: EnvironmentErrorCode

  constructor(code: EnvironmentErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
