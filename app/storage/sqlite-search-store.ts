import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { SearchStore, StoredSearch } from '../ports/search-store.ts'
import { document, jsonFrom } from './document-parsers.ts'
import { stored } from './store-failure.ts'

const searchRow = z.object({ search_id: z.string(), created_at: z.number(), request: z.string() })
const finishedRow = z.object({ search_id: z.string() })
const resultRow = z.object({ result: z.string() })
const trialRow = z.object({ position: z.number(), outcome: z.string() })

/** Searches and their trials in the file of research. */
export class SqliteSearchStore implements SearchStore {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    this.#database = database
  }

  addSearch({ searchId, createdAt, request }: StoredSearch): void {
    const sql = 'INSERT INTO searches VALUES (?, ?, ?)'
    this.#run(() => this.#database.prepare(sql).run(searchId, createdAt, JSON.stringify(request)))
  }

  findSearch(searchId: string): StoredSearch | undefined {
    const sql = 'SELECT * FROM searches WHERE search_id = ?'
    const row = this.#run(() => this.#database.prepare(sql).get(searchId))
    return row === undefined ? undefined : searchFrom(row)
  }

  listSearches(limit: number): readonly StoredSearch[] {
    const sql = 'SELECT * FROM searches ORDER BY created_at DESC, search_id LIMIT ?'
    return this.#run(() => this.#database.prepare(sql).all(limit)).map(searchFrom)
  }

  removeSearch(searchId: string): void {
    const sql = 'DELETE FROM searches WHERE search_id = ?'
    this.#run(() => this.#database.prepare(sql).run(searchId))
  }

  saveOutcomes(searchId: string, stage: string, outcomes: ReadonlyMap<number, unknown>): void {
    const sql = 'INSERT INTO trials VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'
    const insert = this.#run(() => this.#database.prepare(sql))
    const insertAll = this.#database.transaction(() => {
      for (const [position, outcome] of outcomes) {
        insert.run(searchId, stage, position, JSON.stringify(outcome))
      }
    })
    this.#run(() => insertAll.immediate())
  }

  loadOutcomes(searchId: string, stage: string): ReadonlyMap<number, unknown> {
    const sql = 'SELECT position, outcome FROM trials WHERE search_id = ? AND stage = ?'
    const rows = this.#run(() => this.#database.prepare(sql).all(searchId, stage))
    return new Map(
      rows.map((row) => {
        const { position, outcome } = document(trialRow, row, 'trial')
        return [position, jsonFrom(outcome, 'outcome of a trial')]
      }),
    )
  }

  saveResult(searchId: string, result: unknown): void {
    const sql = 'INSERT OR REPLACE INTO search_results VALUES (?, ?)'
    this.#run(() => this.#database.prepare(sql).run(searchId, JSON.stringify(result)))
  }

  loadResult(searchId: string): unknown {
    const sql = 'SELECT result FROM search_results WHERE search_id = ?'
    const row = this.#run(() => this.#database.prepare(sql).get(searchId))
    if (row === undefined) return undefined
    return jsonFrom(document(resultRow, row, 'search').result, 'result of a search')
  }

  finished(searchIds: readonly string[]): ReadonlySet<string> {
    const sql =
      'SELECT search_id FROM search_results WHERE search_id IN (SELECT value FROM json_each(?))'
    const rows = this.#run(() => this.#database.prepare(sql).all(JSON.stringify(searchIds)))
    return new Set(rows.map((row) => document(finishedRow, row, 'search').search_id))
  }

  #run<Value>(operation: () => Value): Value {
    return stored(this.#database.name, operation)
  }
}

function searchFrom(row: unknown): StoredSearch {
  const { search_id, created_at, request } = document(searchRow, row, 'search')
  return { searchId: search_id, createdAt: created_at, request: jsonFrom(request, 'search') }
}
