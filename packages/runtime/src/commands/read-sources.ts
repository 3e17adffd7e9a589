import { readConfigurationFile } from '../config/configuration-file.js'
import type { SettingSources } from '../config/read-setting.js'
import type { Invocation } from './invocation.js'

/** Where the settings of a command come from: its flags, the variables, `portico.yaml`. */
export function readSources({ flags, variables, workingDirectory }: Invocation): SettingSources {
  return { flags, variables, file: readConfigurationFile(workingDirectory) }
}
