import { createHash } from 'node:crypto'

/** Longest part of a host name between two dots (RFC 1035, 2.3.4). */
const MAX_DNS_LABEL = 63

/** `sayHello` → `/say-hello`; `/` where the name has neither letters nor digits. */
export function toDefaultPath(name: string): string {
  return `/${toKebabCase(name)}`
}

/** `sayHello` → `say-hello`, `HTTPServer` → `http-server`, `größe` → `größe`. */
function toKebabCase(name: string): string {
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1-$2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1-$2')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
}

/** Joins names into a label: lower-case, other characters `-`, no longer than a host name allows. */
export function toDefaultLabel(names: readonly string[]): string {
  const parts = names.map((name) =>
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, ''),
  )
  return toDnsLabel(parts.filter((part) => part !== '').join('-'))
}

/** Where the public host names of endpoints come from. */
export interface HostNaming {
  /** Domain below which every endpoint has a host; `undefined` gives none. */
  readonly domain: string | undefined
  readonly workspace: string
  /** Web suffix of the environment, empty for `main`. */
  readonly webSuffix: string
}

/** `<workspace>[-<suffix>]--<label>.<domain>`, or `undefined` without a domain. */
export function toLabelHost(label: string, naming: HostNaming): string | undefined {
  const { domain, workspace, webSuffix } = naming
  if (domain === undefined) return undefined
  const owner = webSuffix === '' ? workspace : `${workspace}-${webSuffix}`
  return `${toDnsLabel(`${owner}--${label}`)}.${domain}`
}

/** What is too long keeps its first 56 characters, and 6 hex digits of the SHA-256 of the whole. */
function toDnsLabel(value: string): string {
  if (value.length <= MAX_DNS_LABEL) return value
  const digest = createHash('sha256').update(value).digest('hex')
  return `${value.slice(0, 56)}-${digest.slice(0, 6)}`
}
