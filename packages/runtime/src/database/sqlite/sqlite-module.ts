/** What we use of a prepared statement; declared here so that both drivers fit. */
export interface SqliteStatement {
  all(...parameters: unknown[]): unknown[]
  get(...parameters: unknown[]): unknown
  iterate(...parameters: unknown[]): IterableIterator<unknown>
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
  columns(): readonly unknown[]
}

/** What we use of a connection. Hold it as long as its statements: it closes when collected. */
export interface SqliteConnection {
  readonly isTransaction: boolean
  prepare(sql: string): SqliteStatement
  exec(sql: string): void
  close(): void
}

/** What we use of a SQLite driver. */
export interface SqliteModule {
  readonly DatabaseSync: new (path: string) => SqliteConnection
}

/** Loads the driver inside Node where it is complete (22.16), else the package with the same API. */
export async function loadSqlite(): Promise<SqliteModule> {
  return hasCompleteSqlite(process.versions.node)
    ? withoutSqliteWarning(() => process.getBuiltinModule('node:sqlite') as unknown as SqliteModule)
    : import('@photostructure/sqlite')
}

/** Earlier versions lack `columns()` or `isTransaction`. */
function hasCompleteSqlite(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 16)
}

/** Node 22 warns while it loads the module; nobody who runs a server can do anything about it. */
function withoutSqliteWarning<T>(load: () => T): T {
  const { emitWarning } = process
  process.emitWarning = (...warning: unknown[]) => {
    if (!String(warning[0]).includes('SQLite')) Reflect.apply(emitWarning, process, warning)
  }
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}
