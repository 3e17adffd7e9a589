import type { TokenTable } from '../../database/schema.js'
import type { StoredToken, TokenChanges } from '../token-store.js'

/** The row of a token; its environments are rows of their own. */
export function toTokenRow(token: StoredToken, revision: number): TokenTable {
  return {
    id: token.id,
    secret_hash: token.secretHash,
    name: token.name,
    created_at: token.createdAt.getTime(),
    created_by: token.createdBy,
    scoped: toFlag(token.environments),
    endpoints: toJson(token.endpoints),
    expires_at: toTime(token.expiresAt),
    disabled_at: toTime(token.disabledAt),
    last_used_at: toTime(token.lastUsedAt),
    revision,
  }
}

/** The token of a row and of the environments that are listed for it. */
export function fromTokenRow(row: TokenTable, environments: readonly string[]): StoredToken {
  return {
    id: row.id,
    secretHash: Buffer.from(row.secret_hash),
    name: row.name,
    createdAt: new Date(row.created_at),
    createdBy: row.created_by,
    environments: row.scoped === 0 ? undefined : environments,
    endpoints: fromJson(row.endpoints),
    expiresAt: fromTime(row.expires_at),
    disabledAt: fromTime(row.disabled_at),
    lastUsedAt: fromTime(row.last_used_at),
  }
}

/** The columns that `changes` is about. */
export function toTokenColumns(changes: TokenChanges): Partial<TokenTable> {
  return {
    ...(changes.name !== undefined && { name: changes.name }),
    ...('environments' in changes && { scoped: toFlag(changes.environments) }),
    ...('endpoints' in changes && { endpoints: toJson(changes.endpoints) }),
    ...('expiresAt' in changes && { expires_at: toTime(changes.expiresAt) }),
    ...('disabledAt' in changes && { disabled_at: toTime(changes.disabledAt) }),
  }
}

function toFlag(environments: readonly string[] | undefined): number {
  return environments === undefined ? 0 : 1
}

/** An invalid date must not become "never". */
function toTime(date: Date | undefined): number | null {
  if (date === undefined) return null
  const time = date.getTime()
  if (Number.isNaN(time)) throw new RangeError('A token has an invalid date')
  return time
}

function fromTime(time: number | null): Date | undefined {
  return time === null ? undefined : new Date(time)
}

function toJson(labels: readonly string[] | undefined): string | null {
  return labels === undefined ? null : JSON.stringify(labels)
}

function fromJson(labels: string | null): readonly string[] | undefined {
  return labels === null ? undefined : parseLabels(labels)
}

/** What isn't an array of strings allows no endpoint. */
function parseLabels(json: string): readonly string[] {
  const labels: unknown = JSON.parse(json)
  return Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : []
}
