/** 1: it could not be done. 2: the command line itself was wrong. */
export type FailureExitCode = 1 | 2

/** Ends a command with one sentence on standard error and an exit code. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: FailureExitCode

  constructor(message: string, exitCode: FailureExitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** The command line itself was wrong: exit code 2. */
export function usageError(message: string): CommandError {
  return new CommandError(message, 2)
}
