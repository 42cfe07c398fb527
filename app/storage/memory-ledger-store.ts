import type { DecisionRecord } from '../domain/decision.ts'
import type { Fill } from '../domain/fill.ts'
import { isFinished, type Order } from '../domain/order.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Deposit, LedgerStore, StoredBot, StoredDecision } from '../ports/ledger-store.ts'

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
  readonly #orders = new Map<string, OrderEntry>()
  readonly #fills: Fill[] = []
  readonly #deposits: Deposit[] = []
  readonly #decisions: DecisionRecord[] = []
  readonly #bots = new Map<string, StoredBot>()
  #decisionCount = 0
  #status: TradingStatus | undefined

  insertOrder(order: Order): boolean {
    if (this.#orders.has(order.clientOrderId)) return false
    this.#orders.set(order.clientOrderId, { order, fills: NO_FILLS })
    return true
  }

  updateOrder(order: Order): void {
    const entry = this.#orders.get(order.clientOrderId)
    if (entry) entry.order = order
  }

  bookFill(fill: Fill, order: Order): boolean {
    const entry = this.#orders.get(order.clientOrderId)
    if (!entry || entry.fills.some(({ fillId }) => fillId === fill.fillId)) return false
    entry.fills = [...entry.fills, fill]
    entry.order = order
    this.#fills.push(fill)
    return true
  }

  appendDeposit(deposit: Deposit): void {
    this.#deposits.push(deposit)
  }

  appendDecision(record: DecisionRecord): number {
    this.#decisions[this.#decisionCount % DECISIONS_MAX] = record
    this.#decisionCount += 1
    return this.#decisionCount
  }

  saveBot(stored: StoredBot): void {
    this.#bots.set(stored.bot.id, stored)
  }

  saveTradingStatus(status: TradingStatus): void {
    this.#status = status
  }

  loadOrder(clientOrderId: string): Order | undefined {
    return this.#orders.get(clientOrderId)?.order
  }

  loadOpenOrders(): readonly Order[] {
    return this.#allOrders().filter((order) => !isFinished(order))
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

  loadDeposits(): readonly Deposit[] {
    return this.#deposits
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

  loadTradingStatus(): TradingStatus | undefined {
    return this.#status
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
