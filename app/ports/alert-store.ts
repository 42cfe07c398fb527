import type { Alert, AlertKind } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import type { Money } from '../domain/amount.ts'
import type { Delivery, DeliveryChange, DeliveryPlan } from '../domain/delivery.ts'

/** What was planned for an alert of the same kind. */
export interface EarlierDelivery {
  readonly channelId: string
  readonly key: string
  readonly plannedAt: number
}

/** How things stood when the daily summary was told last. */
export interface SummaryBase {
  /** Unix ms, real time. */
  readonly time: number
  readonly fillId: string | null
  readonly equity: Money
  readonly realised: Money
  readonly feesPaid: Money
}

/** The last that was told of a key's end. */
export interface KeyNotice {
  /** Unix ms. */
  readonly endsAt: number
  readonly daysAhead: number
}

/** How far an account's ledger has been looked through: what came after it has not been told. */
export interface AlertCursor {
  /** The newest fill that was seen; null before the first. */
  readonly fillId: string | null
  /** By the account's own clock. */
  readonly time: number
  readonly summary: SummaryBase
  /** Null before there was any. */
  readonly keyNotice: KeyNotice | null
}

/**
 * The queue of alerts. A process that is killed loses nothing that a method returned from; a power cut may cost the newest,
 * which are found in the ledger again. Throws a `StoreError`, and wrote nothing then.
 */
export interface AlertStore {
  /** All that the operation writes is written in one commit. */
  atOnce<Value>(operation: () => Value): Value
  loadSettings(): AlertSettings | undefined
  saveSettings(settings: AlertSettings): void
  loadCursor(books: string): AlertCursor | undefined
  saveCursor(books: string, cursor: AlertCursor): void

  hasAlert(alertId: string): boolean
  addAlert(alert: Alert, plans: readonly DeliveryPlan[]): void
  /** Those of a kind that were planned for after a time, oldest first. */
  loadEarlier(kind: AlertKind, after: number): readonly EarlierDelivery[]
  /** Those that wait for a channel and are due, oldest first, and no more than are told together. */
  loadDue(channelId: string, now: number): readonly Delivery[]
  /** When the next one is due that is not due yet. */
  nextDueAt(now: number): number | undefined
  changeDelivery(change: DeliveryChange): void
  /** What was tried in vain through a channel is tried again at once. */
  makeDue(channelId: string, now: number): void
  /** What waits for a channel that is gone has failed. */
  abandon(channelId: string, trouble: string): void
  /** The newest first. */
  loadDeliveries(limit: number): readonly Delivery[]

  /** Fails the oldest that wait until so many are left, those of the least severity first; returns how many it failed. */
  dropWaiting(keptMax: number, trouble: string): number
  /** Forgets the oldest alerts that nothing waits for. */
  prune(keptMax: number): void
  /** How many were dropped since the beginning. */
  loadDropped(): number
  countDropped(more: number): void
}
