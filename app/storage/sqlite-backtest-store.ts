import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { BacktestStore, StoredBacktest } from '../ports/backtest-store.ts'
import { document, jsonFrom } from './document-parsers.ts'
import { stored } from './store-failure.ts'

const summaryRow = z.object({
  id: z.number(),
  name: z.string(),
  saved_at: z.number(),
  summary: z.string(),
})
const documentRow = z.object({ document: z.string() })
const countRow = z.object({ count: z.number() })

/** Saved backtests in the file of research. */
export class SqliteBacktestStore implements BacktestStore {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    this.#database = database
  }

  addBacktest({ name, savedAt, summary }: Omit<StoredBacktest, 'id'>, result: unknown): number {
    const sql = 'INSERT INTO backtests (name, saved_at, summary, document) VALUES (?, ?, ?, ?)'
    const texts = [JSON.stringify(summary), JSON.stringify(result)]
    return this.#run(() =>
      Number(this.#database.prepare(sql).run(name, savedAt, ...texts).lastInsertRowid),
    )
  }

  countBacktests(): number {
    const sql = 'SELECT count(*) AS count FROM backtests'
    return document(
      countRow,
      this.#run(() => this.#database.prepare(sql).get()),
      'count',
    ).count
  }

  listBacktests(limit: number): readonly StoredBacktest[] {
    const sql = 'SELECT id, name, saved_at, summary FROM backtests ORDER BY id DESC LIMIT ?'
    return this.#run(() => this.#database.prepare(sql).all(limit)).map(backtestFrom)
  }

  loadBacktestDocument(id: number): unknown {
    const sql = 'SELECT document FROM backtests WHERE id = ?'
    const row = this.#run(() => this.#database.prepare(sql).get(id))
    if (row === undefined) return undefined
    return jsonFrom(document(documentRow, row, 'saved backtest').document, 'saved backtest')
  }

  removeBacktest(id: number): boolean {
    const sql = 'DELETE FROM backtests WHERE id = ?'
    return this.#run(() => this.#database.prepare(sql).run(id).changes > 0)
  }

  #run<Value>(operation: () => Value): Value {
    return stored(this.#database.name, operation)
  }
}

function backtestFrom(row: unknown): StoredBacktest {
  const { id, name, saved_at, summary } = document(summaryRow, row, 'saved backtest')
  return { id, name, savedAt: saved_at, summary: jsonFrom(summary, 'saved backtest') }
}
