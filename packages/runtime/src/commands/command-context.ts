import type { EnvironmentVariables } from '../config/environment-variables.js'
import type { Terminal } from './terminal.js'

/** What every command is given. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly variables: EnvironmentVariables
  /** Absolute. */
  readonly workingDirectory: string
}
