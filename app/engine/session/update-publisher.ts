import type { EngineStatus, EngineUpdate } from '../../contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../contract/history-limits.ts'
import type { Money } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { DecisionRecord } from '../../domain/decision.ts'
import type { Fill } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Order } from '../../domain/order.ts'
import type { Clock } from '../../ports/clock.ts'
import type { StoredDecision } from '../../ports/ledger-store.ts'
import type { EngineListener } from '../engine-listener.ts'
import { ColumnBuilder } from '../view/column-builder.ts'
import { decisionView, fillView, orderView } from '../view/order-view.ts'

/** Ten times a second is as fast as a person reads, and leaves the window time to draw. */
const INTERVAL_MS = 100

export interface PublisherParts {
  readonly market: Market
  readonly markets: MarketBook
  readonly lineIds: readonly string[]
  readonly clock: Clock
  readonly readStatus: () => EngineStatus
  readonly readLines: () => readonly (number | null)[]
  readonly publish: (update: EngineUpdate) => void
}

/** Gathers what happened and publishes it, numbered without gaps, a few times a second. */
export class UpdatePublisher implements EngineListener {
  readonly #parts: PublisherParts
  readonly #columns: ColumnBuilder
  readonly #orders = new Map<string, Order>()
  #fills: Fill[] = []
  #decisions: StoredDecision[] = []
  #sequence = 0
  #cancelTimer: (() => void) | undefined
  #isStopped = false

  constructor(parts: PublisherParts) {
    this.#parts = parts
    this.#columns = new ColumnBuilder(parts.market, parts.lineIds)
  }

  /** The number of the last update that was published. */
  get sequence(): number {
    return this.#sequence
  }

  candleClosed(candle: Candle, equity: Money): void {
    this.#columns.addCandle(candle, this.#parts.readLines())
    this.#columns.addEquity(candle.openTime, equity)
    this.#plan()
  }

  /** What a strategy made of it was drawn at its close. */
  candleRevised(candle: Candle): void {
    this.#columns.addCandle(candle, [])
    this.#plan()
  }

  orderChanged(order: Order): void {
    this.#orders.set(order.intent.intentId, order)
    this.#plan()
  }

  fillBooked(fill: Fill): void {
    this.#fills.push(fill)
    this.#plan()
  }

  decisionLogged(record: DecisionRecord, id: number): void {
    this.#decisions.push({ ...record, detail: record.detail(), id })
    this.#plan()
  }

  /** Drifts, trips and the kill switch are part of the status. */
  driftChanged(): void {
    this.#plan()
  }

  breakerChanged(): void {
    this.#plan()
  }

  killSwitchChanged(): void {
    this.#plan()
  }

  statusChanged(): void {
    this.#plan()
  }

  /** Publishes what has gathered, now. */
  flush(): void {
    if (this.#cancelTimer === undefined) return
    this.#cancelTimer()
    this.#publishUpdate()
  }

  /** Nothing is published any more, not even of what happens yet. */
  stop(): void {
    this.#isStopped = true
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #plan(): void {
    if (this.#isStopped) return
    if (this.#columns.size > HISTORY_LIMITS.candles) this.flush()
    this.#cancelTimer ??= this.#parts.clock.schedule(INTERVAL_MS, () => this.#publishUpdate())
  }

  #publishUpdate(): void {
    this.#cancelTimer = undefined
    const { markets, readStatus, publish } = this.#parts
    this.#sequence += 1
    const update: EngineUpdate = {
      sequence: this.#sequence,
      status: readStatus(),
      ...this.#columns.take(),
      orders: [...this.#orders.values()].map((order) => orderView(order, markets)),
      fills: this.#fills.map((fill) => fillView(fill, markets)),
      decisions: this.#decisions.map(decisionView),
    }
    this.#orders.clear()
    this.#fills = []
    this.#decisions = []
    publish(update)
  }
}
