import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import { type GuardRecord, NOTHING_GUARDED } from '../domain/guard-record.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { Order } from '../domain/order.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { LedgerStore, StoredBot, StoredDecision } from '../ports/ledger-store.ts'
import { MemoryFills } from './memory-fills.ts'
import { MemoryOrders } from './memory-orders.ts'
import { withKnownDecimals } from './with-known-decimals.ts'

/** Newer decisions push older ones out: a long backtest makes millions, and keeping them costs more than making them. */
const DECISIONS_MAX = 500

/** A ledger that lives as long as the process: backtests and benchmarks. */
export class MemoryLedgerStore implements LedgerStore {
  readonly #markets: MarketBook
  readonly #orders = new MemoryOrders()
  readonly #fills = new MemoryFills()
  readonly #transfers = new Map<string, Transfer>()
  readonly #decisions: DecisionRecord[] = []
  readonly #bots = new Map<string, StoredBot>()
  readonly #limits = new Map<LimitScope, RiskLimits>()
  readonly #drifts = new Map<string, Drift>()
  #decisionCount = 0
  #status: TradingStatus | undefined
  #equityCurrency: string | undefined
  #reconciledAt: number | undefined
  #guard: GuardRecord = NOTHING_GUARDED

  constructor(markets = new MarketBook()) {
    this.#markets = markets
  }

  insertOrders(orders: readonly Order[]): boolean {
    const [only] = orders
    if (only !== undefined && orders.length === 1) return this.#orders.add(only)
    for (const { clientOrderId } of orders) if (this.#orders.has(clientOrderId)) return false
    if (hasTwins(orders)) return false
    for (const order of orders) this.#orders.add(order)
    return true
  }

  updateOrder(order: Order): void {
    this.#orders.replace(order)
  }

  updateOrders(orders: readonly Order[]): void {
    for (const order of orders) this.#orders.replace(order)
  }

  bookFill(fill: Fill, order: Order): boolean {
    const row = this.#orders.rowOf(order.clientOrderId)
    if (row < 0 || this.#fills.has(row, fill.fillId)) return false
    this.#fills.add(row, fill)
    this.#orders.replace(order, row)
    return true
  }

  valueFees(fills: readonly Fill[]): void {
    for (const fill of fills) this.#fills.value(this.#orders.rowOf(fill.clientOrderId), fill)
  }

  appendTransfers(transfers: readonly Transfer[]): readonly Transfer[] {
    return transfers.filter((transfer) => {
      const isNew = !this.#transfers.has(transfer.reference)
      if (isNew) this.#transfers.set(transfer.reference, transfer)
      return isNew
    })
  }

  appendDecision(record: DecisionRecord): number {
    this.#decisions[this.#decisionCount % DECISIONS_MAX] = record
    this.#decisionCount += 1
    return this.#decisionCount
  }

  saveBot(stored: StoredBot): void {
    this.#bots.set(stored.bot.id, stored)
  }

  saveLimits(scope: LimitScope, limits: RiskLimits): void {
    this.#limits.set(scope, limits)
  }

  saveTradingStatus(status: TradingStatus): void {
    this.#status = status
  }

  saveGuard(record: GuardRecord): void {
    this.#guard = record
  }

  saveDrift(drift: Drift): void {
    this.#drifts.set(drift.driftId, drift)
  }

  saveMarket(market: Market): void {
    this.#markets.set(withKnownDecimals(market, this.#markets.find(market.symbol)))
  }

  saveEquityCurrency(currency: string): void {
    this.#equityCurrency = currency
  }

  saveReconciledAt(time: number): void {
    this.#reconciledAt = time
  }

  loadOrder(clientOrderId: string): Order | undefined {
    return this.#orders.get(clientOrderId)
  }

  loadOrderByExchangeId(symbol: string, exchangeOrderId: string): Order | undefined {
    return this.#orders.byExchangeId(symbol, exchangeOrderId)
  }

  loadOpenOrders(): readonly Order[] {
    return this.#orders.open()
  }

  loadRecentOrders(limit: number): readonly Order[] {
    return this.#orders.newest(limit)
  }

  loadFills(): readonly Fill[] {
    return this.#fills.all
  }

  loadRecentFills(limit: number): readonly Fill[] {
    return newest(this.#fills.all, limit)
  }

  loadTransfers(): readonly Transfer[] {
    return [...this.#transfers.values()]
  }

  loadRecentDecisions(limit: number): readonly StoredDecision[] {
    const count = Math.min(limit, this.#decisions.length)
    return Array.from({ length: count }, (_, index) =>
      this.#decisionAt(this.#decisionCount - count + index),
    )
  }

  loadBots(): readonly StoredBot[] {
    return [...this.#bots.values()]
  }

  loadLimits(): readonly (readonly [LimitScope, RiskLimits])[] {
    return [...this.#limits]
  }

  loadTradingStatus(): TradingStatus | undefined {
    return this.#status
  }

  loadGuard(): GuardRecord {
    return this.#guard
  }

  loadDrifts(): readonly Drift[] {
    return [...this.#drifts.values()]
  }

  loadMarkets(): readonly Market[] {
    return [...this.#markets.all()]
  }

  loadEquityCurrency(): string | undefined {
    return this.#equityCurrency
  }

  loadReconciledAt(): number | undefined {
    return this.#reconciledAt
  }

  #decisionAt(index: number): StoredDecision {
    const record = this.#decisions[index % DECISIONS_MAX]
    if (record === undefined) throw new RangeError(`there is no decision ${index}`)
    return { ...record, detail: record.detail(), id: index + 1 }
  }
}

function newest<Row>(rows: readonly Row[], limit: number): readonly Row[] {
  return limit === 0 ? [] : rows.slice(-limit)
}

function hasTwins(orders: readonly Order[]): boolean {
  return new Set(orders.map(({ clientOrderId }) => clientOrderId)).size < orders.length
}
