import { isEnvironmentName } from '../workspace/environment-name.js'
import type { Setting } from './setting.js'
import { onOrOff, oneOf, textLike, textWhere, wholeNumber } from './setting-formats.js'

/** How much the log tells, least first. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** How much the log tells. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Whether the deprecated `Proxy-Authorization` header counts as a credential. */
export type LegacyProxyAuthorization = 'accept' | 'reject'

/** Every setting. `docs/configuration.md` has a row for each. */
export const SETTINGS = {
  host: defineSetting<string>({
    name: 'host',
    variables: ['PORTICO_HOST'],
    placeholder: 'HOST',
    description: 'Address to listen on.',
    default: '127.0.0.1',
    format: textLike(/^[0-9A-Za-z.:_-]{1,255}$/, 'a host name or an IP address'),
  }),
  port: defineSetting<number>({
    name: 'port',
    variables: ['PORTICO_PORT', 'PORT'],
    placeholder: 'PORT',
    description: 'Port to listen on; 0 takes any free one.',
    default: 8080,
    format: wholeNumber(0, 65_535),
  }),
  environment: defineSetting<string>({
    name: 'environment',
    short: 'e',
    variables: ['PORTICO_ENVIRONMENT'],
    placeholder: 'NAME',
    description: 'Environment to serve; tokens have to be allowed in it.',
    default: 'main',
    format: textWhere(
      isEnvironmentName,
      'at most 64 of a-z, A-Z, 0-9, ".", "_" and "-", a letter or digit first',
    ),
  }),
  name: defineSetting<string | undefined>({
    name: 'name',
    variables: ['PORTICO_NAME'],
    placeholder: 'NAME',
    description: 'Name of the app, the first part of its labels.',
    default: undefined,
    defaultText: "the name in package.json, else the file's",
    format: textLike(
      /^[0-9A-Za-z][^\p{C}]{0,62}$/u,
      'at most 63 characters, a letter or digit first',
    ),
  }),
  domain: defineSetting<string | undefined>({
    name: 'domain',
    variables: ['PORTICO_DOMAIN'],
    placeholder: 'DOMAIN',
    description: 'Also answer at a host of its own below DOMAIN for each endpoint.',
    default: undefined,
    defaultText: 'none',
    format: textLike(
      /^(?=.{1,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      'a domain in lower case, such as example.com',
    ),
  }),
  workspaceName: defineSetting<string>({
    name: 'workspace-name',
    variables: ['PORTICO_WORKSPACE_NAME'],
    placeholder: 'NAME',
    description: 'Name of the workspace, the first part of hosts below --domain.',
    default: 'local',
    format: textLike(/^[a-z0-9-]{1,32}$/, '1 to 32 of a-z, 0-9 and -'),
  }),
  strict: defineSetting<boolean | undefined>({
    name: 'strict',
    variables: ['PORTICO_STRICT'],
    placeholder: undefined,
    description: 'Refuse to start with an endpoint neither protected nor marked public.',
    default: undefined,
    defaultText: 'on where the host is not loopback',
    format: onOrOff(),
  }),
  docs: defineSetting<boolean | undefined>({
    name: 'docs',
    variables: ['PORTICO_DOCS'],
    placeholder: undefined,
    description: 'Describe every endpoint at /openapi.json and /docs; off: none.',
    default: undefined,
    defaultText: 'those with docs: true',
    format: onOrOff(),
  }),
  logLevel: defineSetting<LogLevel>({
    name: 'log-level',
    variables: ['PORTICO_LOG_LEVEL'],
    placeholder: 'LEVEL',
    description: 'How much the log on standard error tells.',
    default: 'info',
    format: oneOf(LOG_LEVELS),
  }),
  legacyProxyAuthorization: defineSetting<LegacyProxyAuthorization>({
    name: 'legacy-proxy-authorization',
    variables: ['PORTICO_LEGACY_PROXY_AUTHORIZATION'],
    placeholder: 'accept|reject',
    description: 'Whether the deprecated Proxy-Authorization header counts.',
    default: 'accept',
    format: oneOf(['accept', 'reject']),
  }),
  failedAttemptsLimit: defineSetting<number>({
    name: 'failed-attempts-limit',
    variables: ['PORTICO_FAILED_ATTEMPTS_LIMIT'],
    placeholder: 'N',
    description: 'Wrong secrets a minute from one address before 429.',
    default: 100,
    format: wholeNumber(1, 1_000_000),
  }),
  databaseUrl: defineSetting<string | undefined>({
    name: 'database-url',
    variables: ['PORTICO_DATABASE_URL'],
    placeholder: 'URL',
    description: 'Database of the workspace, such as sqlite:tokens.db.',
    default: undefined,
    defaultText: 'portico.db in the nearest .portico/',
    format: textLike(/^sqlite:[^\p{C}]+$/u, 'sqlite: and a path'),
  }),
} as const

/** Fixes the type of the values. */
function defineSetting<T>(setting: Setting<T>): Setting<T> {
  return Object.freeze(setting)
}
