import { digestSecret, openDatabase } from '@portico/runtime'
import { DatabaseSync } from '@photostructure/sqlite'

/** How many of the tokens have a secret that {@link knownToken} tells. */
export const KNOWN_TOKENS = 1_000

/** Both halves of the n-th token whose secret is known. */
export function knownToken(n: number): { readonly tokenId: string; readonly tokenSecret: string } {
  return { tokenId: `wk-known${n}`, tokenSecret: `ws-known${'x'.repeat(32)}${n}` }
}

/** Puts `count` tokens into a new database, known ones first. The others come from SQL: faster. */
export async function fillTokens(url: string, count: number, named: boolean): Promise<void> {
  const known = Math.min(count, KNOWN_TOKENS)
  const database = await openDatabase(url)
  await database.transaction(async ({ tokens }) => {
    for (let n = 0; n < known; n += 1) await tokens.insert(toStored(knownToken(n)))
  })
  await database.close()
  fillWithSql(url.slice('sqlite:'.length), count - known, named)
}

function toStored({ tokenId, tokenSecret }: ReturnType<typeof knownToken>) {
  return {
    id: tokenId,
    secretHash: digestSecret(tokenSecret),
    name: '',
    createdAt: new Date(),
    createdBy: 'owner',
    environments: undefined,
    endpoints: undefined,
    expiresAt: undefined,
    disabledAt: undefined,
    lastUsedAt: undefined,
  }
}

function fillWithSql(file: string, count: number, named: boolean): void {
  const connection = new DatabaseSync(file)
  connection
    .prepare(
      `insert into token (id, secret_hash, name, created_at, created_by, scoped, revision)
       with recursive number(n) as (select 1 union all select n + 1 from number where n < ?)
       select 'wk-' || hex(randomblob(11)), randomblob(32), ${named ? `'token ' || n` : `''`},
         1700000000000 + n, 'owner', 0, 1
       from number where n <= ?`,
    )
    .run(count, count)
  connection.close()
}
