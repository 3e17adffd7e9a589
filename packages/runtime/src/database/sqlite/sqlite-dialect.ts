import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'

import { retryWhileBusy } from './retry-while-busy.js'
import { toDatabaseError } from './sqlite-error.js'
import type { SqliteConnection } from './sqlite-module.js'

/** Options of {@link createSqliteDialect}. */
export interface SqliteDialectOptions {
  readonly connection: SqliteConnection
  /** Named in errors. */
  readonly path: string
  /** How long a transaction waits for those of others, in ms. */
  readonly busyTimeoutMs: number
  /** Called after each transaction that was kept. */
  readonly onCommit: () => void
}

/** Lets Kysely work over one connection. */
export function createSqliteDialect(options: SqliteDialectOptions): Dialect {
  return {
    createDriver: () => new ImmediateDriver(options),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #busyTimeoutMs: number
  readonly #onCommit: () => void

  constructor(options: SqliteDialectOptions) {
    super({ database: toKyselyDatabase(options) })
    this.#busyTimeoutMs = options.busyTimeoutMs
    this.#onCommit = options.onCommit
  }

  /** A transaction that reads first and writes later can't wait for others; this one waits here. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await retryWhileBusy(this.#busyTimeoutMs, () =>
      connection.executeQuery(CompiledQuery.raw('begin immediate')),
    )
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#onCommit()
  }
}

function toKyselyDatabase({ connection, path }: SqliteDialectOptions): SqliteDatabase {
  return {
    prepare: (sql) => translating(path, () => toKyselyStatement(connection, path, sql)),
    close: () => connection.close(),
  }
}

function toKyselyStatement(
  connection: SqliteConnection,
  path: string,
  sql: string,
): SqliteStatement {
  const statement = connection.prepare(sql)
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translating(path, () => statement.all(...parameters)),
    run: (parameters) => translating(path, () => statement.run(...parameters)),
    iterate: (parameters) => statement.iterate(...parameters),
  }
}

function translating<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toDatabaseError(error, path)
  }
}
