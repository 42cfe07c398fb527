import Database from 'better-sqlite3'

/** Does something to a database file behind the back of whoever has it open. */
export function executeIn(path: string, sql: string): void {
  const database = new Database(path)
  database.exec(sql)
  database.close()
}

/** The rows of a query. */
export function rowsIn(path: string, query: string): unknown[] {
  const database = new Database(path, { readonly: true })
  try {
    return database.prepare(query).all()
  } finally {
    database.close()
  }
}
