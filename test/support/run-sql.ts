import { DatabaseSync } from '@photostructure/sqlite'

/** Runs SQL on a SQLite file, as a hand from outside. */
export function runSql(file: string, sql: string): void {
  const connection = new DatabaseSync(file)
  connection.exec(sql)
  connection.close()
}
