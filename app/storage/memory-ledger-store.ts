import { assert } from '../domain/assert.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Fill } from '../domain/fill.ts'
import { isFinished, type Order } from '../domain/order.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Deposit, LedgerStore, StoredBot, StoredDecision } from '../ports/ledger-store.ts'

/** A ledger that lives as long as the process: backtests and benchmarks. */
export class MemoryLedgerStore implements LedgerStore {
  readonly #orders = new Map<string, Order>()
  readonly #fills = new Map<string, Fill>()
  readonly #deposits: Deposit[] = []
  readonly #decisions: DecisionRecord[] = []
  readonly #bots = new Map<string, StoredBot>()
  #status: TradingStatus | undefined

  insertOrder(order: Order): void {
    assert(!this.#orders.has(order.clientOrderId), `order ${order.clientOrderId} is already stored`)
    this.#orders.set(order.clientOrderId, order)
  }

  updateOrder(order: Order): void {
    this.#orders.set(order.clientOrderId, order)
  }

  bookFill(fill: Fill, order: Order): boolean {
    if (this.#fills.has(fill.fillId)) return false
    this.#fills.set(fill.fillId, fill)
    this.updateOrder(order)
    return true
  }

  appendDeposit(deposit: Deposit): void {
    this.#deposits.push(deposit)
  }

  appendDecision(record: DecisionRecord): number {
    return this.#decisions.push(record)
  }

  saveBot(stored: StoredBot): void {
    this.#bots.set(stored.bot.id, stored)
  }

  saveTradingStatus(status: TradingStatus): void {
    this.#status = status
  }

  loadOrder(clientOrderId: string): Order | undefined {
    return this.#orders.get(clientOrderId)
  }

  loadOpenOrders(): readonly Order[] {
    return [...this.#orders.values()].filter((order) => !isFinished(order))
  }

  loadRecentOrders(limit: number): readonly Order[] {
    return newest([...this.#orders.values()], limit)
  }

  loadFills(): readonly Fill[] {
    return [...this.#fills.values()]
  }

  loadRecentFills(limit: number): readonly Fill[] {
    return newest([...this.#fills.values()], limit)
  }

  loadDeposits(): readonly Deposit[] {
    return this.#deposits
  }

  loadRecentDecisions(limit: number): readonly StoredDecision[] {
    const first = Math.max(0, this.#decisions.length - limit)
    return this.#decisions
      .slice(first)
      .map((record, index) => ({ ...record, detail: record.detail(), id: first + index + 1 }))
  }

  loadBots(): readonly StoredBot[] {
    return [...this.#bots.values()]
  }

  loadTradingStatus(): TradingStatus | undefined {
    return this.#status
  }
}

function newest<Row>(rows: readonly Row[], limit: number): readonly Row[] {
  return limit === 0 ? [] : rows.slice(-limit)
}
