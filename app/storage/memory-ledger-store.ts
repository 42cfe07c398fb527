import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import { type GuardRecord, NOTHING_GUARDED } from '../domain/guard-record.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import { isSettled, type Order } from '../domain/order.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { LedgerStore, StoredBot, StoredDecision } from '../ports/ledger-store.ts'
import { withKnownDecimals } from './with-known-decimals.ts'

/** Newer decisions push older ones out: a long backtest makes millions, and keeping them costs more than making them. */
const DECISIONS_MAX = 500

const NO_FILLS: readonly Fill[] = []

/** An order with its fills: one look-up serves both, on a path that every trade of a backtest takes. */
interface OrderEntry {
  order: Order
  fills: readonly Fill[]
}

/** A ledger that lives as long as the process: backtests and benchmarks. */
export class MemoryLedgerStore implements LedgerStore {
  readonly #markets: MarketBook
  readonly #orders = new Map<string, OrderEntry>()
  /** Made when it is first asked for and kept up from then on: a backtest never asks, and pays nothing for it. */
  #byExchangeId: Map<string, OrderEntry> | undefined
  readonly #fills: Fill[] = []
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
    for (const { clientOrderId } of orders) if (this.#orders.has(clientOrderId)) return false
    if (orders.length > 1 && hasTwins(orders)) return false
    for (const order of orders) {
      const entry = { order, fills: NO_FILLS }
      this.#orders.set(order.clientOrderId, entry)
      if (this.#byExchangeId !== undefined) index(this.#byExchangeId, entry)
    }
    return true
  }

  updateOrder(order: Order): void {
    const entry = this.#orders.get(order.clientOrderId)
    if (entry) this.#replace(entry, order)
  }

  updateOrders(orders: readonly Order[]): void {
    for (const order of orders) this.updateOrder(order)
  }

  bookFill(fill: Fill, order: Order): boolean {
    const entry = this.#orders.get(order.clientOrderId)
    if (!entry || entry.fills.some(({ fillId }) => fillId === fill.fillId)) return false
    entry.fills = [...entry.fills, fill]
    this.#replace(entry, order)
    this.#fills.push(fill)
    return true
  }

  valueFees(fills: readonly Fill[]): void {
    for (const valued of fills) {
      const isSame = ({ fillId, clientOrderId }: Fill) =>
        fillId === valued.fillId && clientOrderId === valued.clientOrderId
      const entry = this.#orders.get(valued.clientOrderId)
      if (entry) entry.fills = entry.fills.map((fill) => (isSame(fill) ? valued : fill))
      const index = this.#fills.findIndex(isSame)
      if (index >= 0) this.#fills[index] = valued
    }
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
    return this.#orders.get(clientOrderId)?.order
  }

  loadOrderByExchangeId(symbol: string, exchangeOrderId: string): Order | undefined {
    this.#byExchangeId ??= indexed(this.#orders.values())
    return this.#byExchangeId.get(exchangeKey(symbol, exchangeOrderId))?.order
  }

  loadOpenOrders(): readonly Order[] {
    return this.#allOrders().filter((order) => !isSettled(order))
  }

  loadRecentOrders(limit: number): readonly Order[] {
    return newest(this.#allOrders(), limit)
  }

  loadFills(): readonly Fill[] {
    return this.#fills
  }

  loadRecentFills(limit: number): readonly Fill[] {
    return newest(this.#fills, limit)
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
    return [...this.#drifts.values()].sort((a, b) => a.since - b.since)
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

  #replace(entry: OrderEntry, order: Order): void {
    entry.order = order
    if (this.#byExchangeId !== undefined) index(this.#byExchangeId, entry)
  }

  #allOrders(): readonly Order[] {
    return Array.from(this.#orders.values(), ({ order }) => order)
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

function indexed(entries: Iterable<OrderEntry>): Map<string, OrderEntry> {
  const map = new Map<string, OrderEntry>()
  for (const entry of entries) index(map, entry)
  return map
}

function index(map: Map<string, OrderEntry>, entry: OrderEntry): void {
  const { exchangeOrderId, intent } = entry.order
  if (exchangeOrderId !== null) map.set(exchangeKey(intent.symbol, exchangeOrderId), entry)
}

function exchangeKey(symbol: string, exchangeOrderId: string): string {
  return `${symbol} ${exchangeOrderId}`
}
