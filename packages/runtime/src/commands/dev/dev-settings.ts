import { ENV_FILE, readEnvFile } from '../../config/env-file.js'
import {
  type EnvironmentVariables,
  withoutOwnVariables,
} from '../../config/environment-variables.js'
import { type ServeSettings, readServeSettings } from '../../config/serve-settings.js'
import { SETTINGS } from '../../config/settings.js'
import { isLoopback } from '../app-runtime.js'
import { usageError } from '../command-error.js'
import type { Invocation } from '../invocation.js'
import { readSources } from '../read-sources.js'
import type { DevSettings } from './messages.js'

/** What `runtime dev` was told, as it stands in the files now. */
export interface DevEnvironment {
  readonly settings: DevSettings & Pick<ServeSettings, 'port' | 'databaseUrl'>
  /** Environment variables of the app. */
  readonly variables: EnvironmentVariables
}

/** Files whose change asks for a process that has read nothing yet. */
export const SETTING_FILES = [ENV_FILE, 'portico.yaml', 'tsconfig.json', 'package.json']

/**
 * Reads settings and variables: real variables win over `.env`.
 *
 * @throws SettingError, CommandError, and Error where a file is none of its kind.
 */
export function readDevEnvironment(invocation: Invocation): DevEnvironment {
  const { flags, workingDirectory } = invocation
  const variables = { ...readEnvFile(workingDirectory), ...invocation.variables }
  const settings = readServeSettings(readSources({ ...invocation, variables }))
  return {
    settings: {
      ...settings,
      host: toLoopback(settings.host, flags.has(SETTINGS.host.name)),
      docs: settings.docs === false ? false : 'open',
    },
    variables: withoutOwnVariables(variables),
  }
}

/** What a file or a variable says of the host is meant for `serve`. */
function toLoopback(host: string, asked: boolean): string {
  if (isLoopback(host)) return host
  if (!asked) return SETTINGS.host.default
  throw usageError(
    `runtime dev answers this machine alone, so --host can't be ${host}: leave it out, or use runtime serve.`,
  )
}
