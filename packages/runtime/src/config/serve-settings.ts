import { type SettingSources, readSetting } from './read-setting.js'
import { type LegacyProxyAuthorization, type LogLevel, SETTINGS } from './settings.js'

/** What decides how an app's endpoints are named and where they answer. */
export interface AppSettings {
  readonly environment: string
  /** `undefined` takes the name in package.json, else the file's. */
  readonly name: string | undefined
  readonly domain: string | undefined
  readonly workspaceName: string
}

/** Everything that `runtime serve` can be told. */
export interface ServeSettings extends AppSettings {
  readonly host: string
  readonly port: number
  /** `undefined` is "where the host isn't loopback". */
  readonly strict: boolean | undefined
  /** What is described: every endpoint, none, or (`undefined`) those that ask for it. */
  readonly docs: boolean | undefined
  readonly logLevel: LogLevel
  readonly legacyProxyAuthorization: LegacyProxyAuthorization
  /** Wrong secrets a minute from one address. */
  readonly failedAttemptsLimit: number
  readonly databaseUrl: string | undefined
}

/** Reads what decides names and hosts. Throws {@link SettingError} as `readSetting` does. */
export function readAppSettings(sources: SettingSources): AppSettings {
  return {
    environment: readSetting(SETTINGS.environment, sources),
    name: readSetting(SETTINGS.name, sources),
    domain: readSetting(SETTINGS.domain, sources),
    workspaceName: readSetting(SETTINGS.workspaceName, sources),
  }
}

/** Reads all settings of `runtime serve`. */
export function readServeSettings(sources: SettingSources): ServeSettings {
  return {
    ...readAppSettings(sources),
    host: readSetting(SETTINGS.host, sources),
    port: readSetting(SETTINGS.port, sources),
    strict: readSetting(SETTINGS.strict, sources),
    docs: readSetting(SETTINGS.docs, sources),
    logLevel: readSetting(SETTINGS.logLevel, sources),
    legacyProxyAuthorization: readSetting(SETTINGS.legacyProxyAuthorization, sources),
    failedAttemptsLimit: readSetting(SETTINGS.failedAttemptsLimit, sources),
    databaseUrl: readSetting(SETTINGS.databaseUrl, sources),
  }
}
