import type { z } from 'zod'
import type { Alert } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import type { DeliveryChange, DeliveryPlan } from '../domain/delivery.ts'
import type { AlertCursor, AlertStore } from '../ports/alert-store.ts'
import { type AlertWrites, prepareAlertWrites } from './alert-statements.ts'
import { alerts0001 } from './migrations/0001-alerts.ts'
import { openDatabase } from './open-database.ts'
import { cursorText, SqliteAlertReader } from './sqlite-alert-reader.ts'

/**
 * The queue of alerts in a database of its own: nothing in it can hold up a ledger. Whoever finds it locked does not wait,
 * since a wait would be the engine's as well.
 */
export class SqliteAlertStore extends SqliteAlertReader implements AlertStore {
  readonly #sql: AlertWrites

  /** Throws a `StoreError` when the file is damaged, newer or cannot be written. */
  constructor(path: string, settings: z.ZodType<AlertSettings>) {
    // NORMAL: a killed process loses nothing, and what a power cut costs is found in the ledger again.
    super(openDatabase(path, { migrations: [alerts0001], synchronous: 'NORMAL' }), settings)
    this.database.pragma('busy_timeout = 0')
    this.#sql = this.run(() => prepareAlertWrites(this.database))
  }

  atOnce<Value>(operation: () => Value): Value {
    return this.run(() => this.database.transaction(operation).immediate())
  }

  saveSettings(settings: AlertSettings): void {
    this.#saveFact('settings', JSON.stringify(settings))
  }

  saveCursor(books: string, cursor: AlertCursor): void {
    this.#saveFact(`cursor-${books}`, cursorText(cursor))
  }

  addAlert(alert: Alert, plans: readonly DeliveryPlan[]): void {
    const { id, kind, severity, key, title, text, time } = alert
    this.atOnce(() => {
      this.#sql.insertAlert.run(id, kind, severity, key, title, text, time)
      for (const { channelId, plannedAt, heldBecause } of plans) {
        this.#sql.insertDelivery.run(id, channelId, kind, plannedAt, heldBecause, plannedAt)
      }
    })
  }

  changeDelivery({ id, state, dueAt, attempts, trouble }: DeliveryChange): void {
    this.run(() => this.#sql.change.run(state, dueAt, attempts, trouble, id))
  }

  makeDue(channelId: string, now: number): void {
    this.run(() => this.#sql.makeDue.run(now, channelId))
  }

  abandon(channelId: string, trouble: string): void {
    this.run(() => this.#sql.abandon.run(trouble, channelId))
  }

  dropWaiting(keptMax: number, trouble: string): number {
    const excess = this.countWaiting() - keptMax
    if (excess <= 0) return 0
    return this.run(() => this.#sql.drop.run(trouble, excess)).changes
  }

  prune(keptMax: number): void {
    this.run(() => this.#sql.prune.run(keptMax))
  }

  countDropped(more: number): void {
    this.#saveFact('dropped', JSON.stringify(this.loadDropped() + more))
  }

  close(): void {
    this.database.close()
  }

  #saveFact(name: string, text: string): void {
    this.run(() => this.#sql.saveFact.run(name, text))
  }
}
