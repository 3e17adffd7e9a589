import type { StoredToken } from '../../tokens/token-store.js'
import { toRelativeTime } from '../duration.js'
import { toPrintable } from '../printable.js'
import { wrapText } from '../wrap-text.js'
import { layOutTable } from '../table.js'
import type { Terminal } from '../terminal.js'

/** As wide as the id of a token that was made here. */
const NAME_WIDTH = 25

type TokenRow = readonly [
  id: string,
  name: string,
  created: string,
  scoped: string,
  environments: string,
  expires: string,
  used: string,
]

const HEADINGS: TokenRow = [
  'Token ID',
  'Name',
  'Created at',
  'Scoped',
  'Environments',
  'Expires',
  'Last used',
]

/** Tokens as the lines of a table. Where it would be too wide, names stand below their ids. */
export function layOutTokens(
  tokens: readonly StoredToken[],
  { columns }: Pick<Terminal, 'columns'>,
): readonly string[] {
  const rows = [HEADINGS, ...tokens.map(toRow)]
  const wide = layOutTable(rows)
  return wide.every((line) => line.length <= columns) ? wide : layOutTable(rows.map(toStackedRow))
}

function toRow(token: StoredToken): TokenRow {
  return [
    toPrintable(token.id),
    toPrintable(token.name),
    token.createdAt.toISOString().slice(0, 10),
    token.environments === undefined ? 'no' : 'yes',
    token.environments?.join(', ') ?? 'all',
    toExpiry(token),
    token.lastUsedAt === undefined ? 'never' : toRelativeTime(token.lastUsedAt),
  ]
}

function toExpiry({ disabledAt, expiresAt }: StoredToken): string {
  if (disabledAt !== undefined) return 'disabled'
  if (expiresAt === undefined) return 'never'
  return expiresAt.getTime() <= Date.now() ? 'expired' : toRelativeTime(expiresAt)
}

/** One environment a line, and the name below the id. */
function toStackedRow([id, name, created, scoped, environments, ...rest]: TokenRow): string[] {
  const first = [id, ...wrapText(name, NAME_WIDTH)].join('\n')
  return [first, created, scoped, environments.replaceAll(', ', '\n'), ...rest]
}
