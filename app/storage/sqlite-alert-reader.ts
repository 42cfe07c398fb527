import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { AlertKind } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import { formatAmount } from '../domain/amount.ts'
import type { Delivery } from '../domain/delivery.ts'
import type { AlertCursor, EarlierDelivery } from '../ports/alert-store.ts'
import { type AlertReads, prepareAlertReads } from './alert-statements.ts'
import { deliveryFrom } from './delivery-row.ts'
import { document, factFrom } from './document-parsers.ts'
import { moneyFrom, parsedRow } from './row-parsers.ts'
import { stored } from './store-failure.ts'

/** A channel that was gone for long is caught up with in several messages. */
const TOGETHER_MAX = 200

const money = z.string().transform(moneyFrom)
const cursor = z.object({
  fillId: z.string().nullable(),
  time: z.number(),
  summary: z.object({
    time: z.number(),
    fillId: z.string().nullable(),
    equity: money,
    realised: money,
    feesPaid: money,
  }),
  keyNotice: z.object({ endsAt: z.number(), daysAhead: z.number() }).nullable(),
})
const earlierRow = z.object({ channel_id: z.string(), key: z.string(), planned_at: z.number() })
const dueRow = z.object({ due_at: z.number().nullable() })

/** What can be read of the alerts in SQLite, by those who tell them and by others. */
export class SqliteAlertReader {
  protected readonly database: Database.Database
  readonly #sql: AlertReads
  readonly #settings: z.ZodType<AlertSettings>

  constructor(database: Database.Database, settings: z.ZodType<AlertSettings>) {
    this.database = database
    this.#settings = settings
    this.#sql = this.run(() => prepareAlertReads(database))
  }

  loadSettings(): AlertSettings | undefined {
    return this.#fact('settings', this.#settings)
  }

  loadCursor(books: string): AlertCursor | undefined {
    return this.#fact(`cursor-${books}`, cursor)
  }

  loadDropped(): number {
    return this.#fact('dropped', z.number()) ?? 0
  }

  hasAlert(alertId: string): boolean {
    return this.run(() => this.#sql.findAlert.get(alertId)) !== undefined
  }

  loadEarlier(kind: AlertKind, after: number): readonly EarlierDelivery[] {
    return this.run(() => this.#sql.earlier.all(kind, after)).map((row) => {
      const { channel_id, key, planned_at } = parsedRow(earlierRow, row)
      return { channelId: channel_id, key, plannedAt: planned_at }
    })
  }

  loadDue(channelId: string, now: number): readonly Delivery[] {
    return this.run(() => this.#sql.due.all(channelId, now, TOGETHER_MAX)).map(deliveryFrom)
  }

  nextDueAt(now: number): number | undefined {
    const row = this.run(() => this.#sql.nextDue.get(now))
    return parsedRow(dueRow, row).due_at ?? undefined
  }

  loadDeliveries(limit: number): readonly Delivery[] {
    return this.run(() => this.#sql.recent.all(limit)).map(deliveryFrom)
  }

  protected countWaiting(): number {
    const row = this.run(() => this.#sql.countWaiting.get())
    return parsedRow(z.object({ waiting: z.number() }), row).waiting
  }

  #fact<Value>(name: string, schema: z.ZodType<Value>): Value | undefined {
    const row = this.run(() => this.#sql.findFact.get(name))
    return row === undefined ? undefined : document(schema, factFrom(row, name), name)
  }

  protected run<Value>(operation: () => Value): Value {
    return stored(this.database.name, operation)
  }
}

export function cursorText({ summary, ...cursor }: AlertCursor): string {
  const { equity, realised, feesPaid } = summary
  const amounts = {
    equity: formatAmount(equity),
    realised: formatAmount(realised),
    feesPaid: formatAmount(feesPaid),
  }
  return JSON.stringify({ ...cursor, summary: { ...summary, ...amounts } })
}
