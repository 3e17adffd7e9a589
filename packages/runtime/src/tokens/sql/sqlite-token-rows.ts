import type { SqliteConnection } from '../../database/sqlite/sqlite-module.js'
import type { TokenSink } from '../token-feed.js'
import { type PackedTokens, unpackTokens } from './packed-tokens.js'

/** Where the database stands. */
export interface TokenRevision {
  readonly value: number
  readonly prunedThrough: number
}

interface PackedRow extends PackedTokens {
  readonly last: number
}

/** `null` for a token without limits, else the JSON array that `unpackTokens` reads. */
const LIMITS = `
  case when scoped <> 0 or disabled_at is not null or endpoints is not null then
    '[' || (disabled_at is not null)
    || ',' || case when scoped = 0 then 'null' else
      (select json_group_array(environment) from token_environment where token_id = token.id) end
    || ',' || coalesce(endpoints, 'null') || ']'
  end`

/** Many tokens come as one row: that takes half the time of reading them one by one (decision 012). */
const PACKED = `
  select count(*) as count, max(rowid) as last, group_concat(id, ',') as ids,
    group_concat(hex(secret_hash), '') as digests,
    group_concat(coalesce(expires_at, ''), ',') as expiries,
    case when max(name) <> '' then json_group_array(name) end as names,
    case when count(${LIMITS}) > 0 then json_group_array(${LIMITS}) end as limits`
const CHUNK = `
  ${PACKED} from (select rowid, * from token where rowid > ? order by rowid limit 5000) as token`
const CHANGED = `${PACKED} from token where revision > ?`

/** @throws Error where the database doesn't say where it stands. */
export function readTokenRevision(connection: SqliteConnection): TokenRevision {
  const row = connection
    .prepare('select value, pruned_through as prunedThrough from token_revision where id = 1')
    .get()
  if (row === undefined) throw new Error('The database has no token revision')
  return row as TokenRevision
}

/** Hands every token over, in place of what `sink` had. */
export function readTokens(connection: SqliteConnection, sink: TokenSink): void {
  sink.clear()
  const chunk = connection.prepare(CHUNK)
  let row = chunk.get(0) as PackedRow
  while (row.count > 0) {
    sink.put(unpackTokens(row))
    row = chunk.get(row.last) as PackedRow
  }
}

/** Hands over what was changed or deleted after revision `since`. */
export function readTokenChanges(
  connection: SqliteConnection,
  since: number,
  sink: TokenSink,
): void {
  const deleted = connection.prepare('select token_id from token_tombstone where revision > ?')
  for (const row of deleted.iterate(since)) sink.remove((row as { token_id: string }).token_id)

  const changed = connection.prepare(CHANGED).get(since) as PackedRow
  if (changed.count > 0) sink.put(unpackTokens(changed))
}
