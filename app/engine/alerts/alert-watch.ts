import type { AlertDesk } from '../../alerts/alert-desk.ts'
import type { BreakerChange } from '../../domain/breaker.ts'
import type { DecisionRecord } from '../../domain/decision.ts'
import type { Drift } from '../../domain/drift.ts'
import type { Fill } from '../../domain/fill.ts'
import type { PastBreakerChange } from '../../domain/guard-record.ts'
import type { Order } from '../../domain/order.ts'
import type { AlertCursor, SummaryBase } from '../../ports/alert-store.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import { isStopReason } from '../../strategy/exits.ts'
import type { EngineListener } from '../engine-listener.ts'
import type { KillSwitchProgress } from '../guard/wind-downs.ts'
import type { OrderDesk } from '../orders/order-desk.ts'
import type { SessionParts } from '../session/session-parts.ts'
import { dailySummary, isSummaryDue } from './daily-summary.ts'
import { breakerAlert, killSwitchAlert } from './guard-alerts.ts'
import { keyExpiryAlert, keyNoticeDue } from './key-expiry.ts'
import {
  type AlertSource,
  driftFound,
  executionFailure,
  fillBooked,
  type News,
  resolvedOrder,
  stopDecided,
  stopTraded,
  unresolvedOrder,
} from './order-alerts.ts'

/** What it needs of an open account. */
export interface WatchParts
  extends Pick<
    SessionParts,
    'accountId' | 'record' | 'ledger' | 'markets' | 'portfolio' | 'wallClock'
  > {
  readonly engine: {
    readonly desk: Pick<OrderDesk, 'now' | 'findOrder' | 'openOrders'>
    readonly guard: { readonly pastChanges: readonly PastBreakerChange[] }
  }
}

/** An order whose answer is a moment late is nobody's worry. */
const UNRESOLVED_AFTER_MS = 60_000
/** The start has other things to do first. */
const CATCH_UP_AFTER_MS = 1_000
const BEGIN_AGAIN_AFTER_MS = 60_000
/** What happened while nobody listened is looked for among so many of the newest. */
const CATCH_UP_MAX = 500
/** What came just before the cursor may have been announced and not written down. */
const OVERLAP_MS = 600_000
const SUMMARY_CHECK_MS = 60_000
const FILLS_COUNTED_MAX = 10_000

/**
 * Turns what the engine announces into alerts. What was announced to nobody, because the process died or a command ran
 * without alerts, is found in the ledger at the next start; an alert that was raised before is known by its id.
 */
export class AlertWatch implements EngineListener {
  readonly #parts: WatchParts
  readonly #desk: AlertDesk
  readonly #source: AlertSource
  /** By client order id, those that are unresolved: what takes the wish to look again back. */
  readonly #unresolved = new Map<string, () => void>()
  readonly #told = new Set<string>()
  /** Null while alerts cannot be read. */
  readonly #begunFrom: AlertCursor | null
  /** Null until the ledger was looked through. */
  #cursor: AlertCursor | null = null
  #takeBack: () => void

  constructor(parts: WatchParts, desk: AlertDesk) {
    this.#parts = parts
    this.#desk = desk
    const opening = parts.ledger.loadTransfers().find(({ kind }) => kind === 'opening')
    this.#source = {
      mode: parts.record.mode,
      books: `${parts.accountId}@${opening?.time ?? 0}`,
      markets: parts.markets,
    }
    this.#begunFrom = this.#tryCursor()
    this.#takeBack = parts.wallClock.schedule(CATCH_UP_AFTER_MS, () => this.#begin())
  }

  close(): void {
    this.#takeBack()
    for (const takeBack of this.#unresolved.values()) takeBack()
  }

  candleClosed(): void {
    // Nobody is told about a candle.
  }

  candleRevised(): void {
    // Nor about what becomes of it: the decision log says so.
  }

  orderChanged(order: Order): void {
    this.#tellOf(order)
    this.#noteResolution(order)
  }

  fillBooked(fill: Fill): void {
    this.#raise(fillBooked(this.#source, fill))
    this.#saw({ fillId: fill.fillId })
  }

  decisionLogged(record: Omit<DecisionRecord, 'detail'>): void {
    if (record.kind !== 'exit' || !isStopReason(record.reason)) return
    const { symbol } = this.#parts.record.market
    this.#raise(stopDecided(this.#source, symbol, record))
  }

  driftChanged(drift: Drift): void {
    this.#raise(driftFound(this.#source, drift))
  }

  breakerChanged(change: BreakerChange): void {
    this.#raise(breakerAlert(this.#source, change))
  }

  killSwitchChanged(progress: KillSwitchProgress | null): void {
    if (progress !== null) this.#raise(killSwitchAlert(this.#source, progress))
  }

  /** What the exchange says of the key's end. */
  keyTold(exchange: string, { expiry }: KeyReport): void {
    // Each notice is told once, however many alerts are kept: without knowing the last one, none is.
    if (this.#cursor === null || expiry.kind !== 'at') return
    const { wallClock } = this.#parts
    const notice = keyNoticeDue(expiry.time, this.#cursor.keyNotice, wallClock.now())
    if (notice === undefined) return
    this.#raise(keyExpiryAlert(this.#source, exchange, notice))
    this.#saw({ keyNotice: notice })
  }

  statusChanged(): void {
    // What matters in it has an announcement of its own.
  }

  #tellOf(order: Order): void {
    this.#raise(executionFailure(this.#source, order))
    this.#raise(stopTraded(this.#source, order))
  }

  #raise(news: News | undefined): void {
    if (news === undefined) return
    this.#desk.raise({ ...news, time: this.#parts.wallClock.now() })
    this.#saw({})
  }

  #saw(news: Partial<AlertCursor>): void {
    if (this.#cursor === null) return
    this.#cursor = { ...this.#cursor, time: this.#parts.engine.desk.now(), ...news }
    this.#desk.sawUntil(this.#source.books, this.#cursor)
  }

  #noteResolution(order: Order): void {
    const { clientOrderId } = order
    const isUnresolved = order.state === 'unresolved'
    const takeBack = this.#unresolved.get(clientOrderId)
    if (isUnresolved === (takeBack !== undefined)) return
    if (isUnresolved) {
      const look = () => this.#lookAgain(clientOrderId)
      const { wallClock } = this.#parts
      this.#unresolved.set(clientOrderId, wallClock.schedule(UNRESOLVED_AFTER_MS, look))
      return
    }
    takeBack?.()
    this.#unresolved.delete(clientOrderId)
    this.#tellResolution(order)
  }

  /** Of one that was told to be unresolved, in this run or before it. */
  #tellResolution(order: Order): void {
    const { id } = unresolvedOrder(this.#source, order)
    const wasTold = this.#told.delete(order.clientOrderId) || this.#desk.wasRaised(id)
    if (wasTold) this.#raise(resolvedOrder(this.#source, order))
  }

  #lookAgain(clientOrderId: string): void {
    const order = this.#parts.engine.desk.findOrder(clientOrderId)
    if (order?.state !== 'unresolved') return
    this.#told.add(clientOrderId)
    this.#raise(unresolvedOrder(this.#source, order))
  }

  #begin(): void {
    try {
      const known = this.#begunFrom ?? this.#loadCursor()
      this.#catchUp(known)
      this.#cursor = { ...known, ...this.#here() }
      this.#desk.sawUntil(this.#source.books, this.#cursor)
      for (const order of this.#parts.engine.desk.openOrders()) this.#noteResolution(order)
    } catch (error) {
      this.#desk.report(error)
      this.#takeBack = this.#parts.wallClock.schedule(BEGIN_AGAIN_AFTER_MS, () => this.#begin())
      return
    }
    this.#checkSummary()
  }

  /** From where on things are news: the first time, all that is there already is nobody's. */
  #loadCursor(): AlertCursor {
    return this.#desk.cursor(this.#source.books, () => ({
      ...this.#here(),
      summary: this.#standing(),
      keyNotice: null,
    }))
  }

  #tryCursor(): AlertCursor | null {
    try {
      return this.#loadCursor()
    } catch (error) {
      this.#desk.report(error)
      return null
    }
  }

  #here() {
    const { ledger, engine } = this.#parts
    const fillId = ledger.loadRecentFills(1)[0]?.fillId ?? null
    return { fillId, time: engine.desk.now() }
  }

  #catchUp({ fillId, time }: AlertCursor): void {
    const { ledger, engine } = this.#parts
    for (const { time: changedAt, ...change } of engine.guard.pastChanges) {
      if (changedAt > time - OVERLAP_MS) this.breakerChanged(change)
    }
    for (const fill of fillsAfter(fillId, ledger.loadRecentFills(CATCH_UP_MAX))) {
      this.fillBooked(fill)
    }
    for (const order of ledger.loadRecentOrders(CATCH_UP_MAX)) {
      if (order.updatedAt <= time - OVERLAP_MS) continue
      this.#tellOf(order)
      if (!isInDoubt(order)) this.#tellResolution(order)
    }
    for (const decision of ledger.loadRecentDecisions(CATCH_UP_MAX)) {
      if (decision.time > time - OVERLAP_MS) this.decisionLogged(decision)
    }
    for (const drift of ledger.loadDrifts()) {
      if (drift.since > time - OVERLAP_MS) this.driftChanged(drift)
    }
  }

  #checkSummary(): void {
    this.#takeBack = this.#parts.wallClock.schedule(SUMMARY_CHECK_MS, () => this.#checkSummary())
    try {
      if (this.#cursor !== null) this.#summarise(this.#cursor)
    } catch (error) {
      this.#desk.report(error)
    }
  }

  #summarise({ summary }: AlertCursor): void {
    const { wallClock } = this.#parts
    const { summaryHour } = this.#desk.settings()
    if (!isSummaryDue(summary.time, summaryHour, wallClock.now())) return
    const after = this.#standing()
    const trades = fillsAfter(
      summary.fillId,
      this.#parts.ledger.loadRecentFills(FILLS_COUNTED_MAX),
    ).length
    const { quote: currency } = this.#parts.record.market
    this.#raise(dailySummary(this.#source, summary, { ...after, currency }, trades))
    this.#saw({ summary: after })
  }

  #standing(): SummaryBase {
    const { portfolio, wallClock } = this.#parts
    return {
      time: wallClock.now(),
      fillId: this.#here().fillId,
      equity: portfolio.equity(),
      realised: portfolio.realised,
      feesPaid: portfolio.feesPaid,
    }
  }
}

function isInDoubt({ state }: Order): boolean {
  return state === 'unresolved' || state === 'submitting'
}

/** Those that were booked after one, or all of them where it is none of these. */
function fillsAfter(fillId: string | null, fills: readonly Fill[]): readonly Fill[] {
  return fills.slice(fills.findIndex((fill) => fill.fillId === fillId) + 1)
}
