import type Database from 'better-sqlite3'
import { z } from 'zod'
import { AUDIT_ACTORS } from '../domain/audit-entry.ts'
import type { AuditCheckpoint, AuditStore, ChainedEntry } from '../ports/audit-log.ts'
import { parsedRow } from './row-parsers.ts'
import { stored } from './store-failure.ts'

const entryRow = z.object({
  id: z.number(),
  time: z.number(),
  // One that nobody wrote breaks the chain; it does not keep the rest from being read.
  actor: z.enum(AUDIT_ACTORS).catch('engine'),
  action: z.string(),
  subject: z.string(),
  detail: z.string(),
  hash: z.string(),
})

const endRow = z.object({ count: z.number(), head: z.string() })

/** The audit log in a database beside what it tells of. */
export class SqliteAuditStore implements AuditStore {
  readonly #database: Database.Database
  readonly #insert: Database.Statement
  readonly #recent: Database.Statement
  readonly #all: Database.Statement
  readonly #lastId: Database.Statement
  readonly #end: Database.Statement

  constructor(database: Database.Database) {
    this.#database = database
    this.#insert = database.prepare(
      'INSERT INTO audit VALUES (@id, @time, @actor, @action, @subject, @detail, @hash)',
    )
    this.#recent = database.prepare('SELECT * FROM audit ORDER BY id DESC LIMIT ?')
    this.#all = database.prepare('SELECT * FROM audit ORDER BY id')
    this.#lastId = database
      .prepare(
        "SELECT max(ids) FROM (SELECT seq AS ids FROM sqlite_sequence WHERE name = 'audit' UNION ALL SELECT max(id) FROM audit)",
      )
      .pluck()
    this.#end = database.prepare(`
      SELECT max(ifnull(id, 0), ifnull(seq, 0)) AS count, ifnull(hash, '') AS head
      FROM (SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'audit') AS seq)
      LEFT JOIN (SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1)
    `)
  }

  inOneCommit(writes: () => void): void {
    // Immediate: another process may be appending too, and the end of the chain is read before it is written.
    this.#run(this.#database.transaction(writes).immediate)
  }

  appendAudit({ id, time, actor, action, subject, detail, hash }: ChainedEntry): void {
    this.#run(() => this.#insert.run({ id, time, actor, action, subject, detail, hash }))
  }

  loadRecentAudit(limit: number): readonly ChainedEntry[] {
    return this.#run(() => this.#recent.all(limit))
      .map((row) => parsedRow(entryRow, row))
      .reverse()
  }

  *readAudit(): Iterable<ChainedEntry> {
    for (const row of this.#run(() => this.#all.iterate())) yield parsedRow(entryRow, row)
  }

  auditEnd(): AuditCheckpoint {
    return parsedRow(
      endRow,
      this.#run(() => this.#end.get()),
    )
  }

  lastAuditId(): number {
    return Number(this.#run(() => this.#lastId.get()) ?? 0)
  }

  #run<Value>(operation: () => Value): Value {
    return stored(this.#database.name, operation)
  }
}
