import type Database from 'better-sqlite3'
import { research0001 } from './migrations/0001-research.ts'
import { backtests0002 } from './migrations/0002-backtests.ts'
import { searchResults0003 } from './migrations/0003-search-results.ts'
import { openDatabase } from './open-database.ts'
import { SqliteBacktestStore } from './sqlite-backtest-store.ts'
import { SqliteSearchStore } from './sqlite-search-store.ts'

const RESEARCH_MIGRATIONS = [research0001, backtests0002, searchResults0003] as const

/** What was tried out on candles of the past: a file of its own, since no trade depends on it. */
export class ResearchDatabase {
  readonly searches: SqliteSearchStore
  readonly backtests: SqliteBacktestStore
  readonly #database: Database.Database

  /** Throws a `StoreError` when the file is damaged, newer or cannot be written. */
  constructor(path: string) {
    // NORMAL: a killed process loses nothing, and what a power cut costs can be computed again.
    this.#database = openDatabase(path, { migrations: RESEARCH_MIGRATIONS, synchronous: 'NORMAL' })
    this.searches = new SqliteSearchStore(this.#database)
    this.backtests = new SqliteBacktestStore(this.#database)
  }

  close(): void {
    this.#database.close()
  }
}
