import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import type { GuardRecord } from '../domain/guard-record.ts'
import type { Market } from '../domain/market.ts'
import type { Order } from '../domain/order.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { LedgerStore, StoredBot, StoredDecision } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'
import type { SimulatedLife } from './simulated-life.ts'

/** Whether the disk works now; one for all lives, as there is one disk. */
export interface DiskState {
  failure: 'full' | 'busy' | null
}

export interface DiskParts {
  /** What is on the disk: it outlives every process. */
  readonly durable: LedgerStore
  readonly state: DiskState
  readonly life: SimulatedLife
  readonly note: (text: string) => void
  readonly waiting: (order: Order) => void
  readonly concluded: (order: Order) => void
}

/**
 * The ledger on a disk that may be full or busy, in a process that may die before or after any commit. What was
 * committed survives; a method that throws wrote nothing, unless the process died of it.
 */
export class SimulatedDisk implements LedgerStore {
  readonly #parts: DiskParts
  readonly #durable: LedgerStore

  constructor(parts: DiskParts) {
    this.#parts = parts
    this.#durable = parts.durable
  }

  insertOrders(orders: readonly Order[]): boolean {
    const ids = orders.map(({ clientOrderId }) => clientOrderId).join()
    for (const order of orders) if (order.state === 'waiting') this.#parts.waiting(order)
    return this.#commit('insertOrders', ids, () => this.#durable.insertOrders(orders))
  }

  updateOrder(order: Order): void {
    const about = `${order.clientOrderId} ${order.state} ${order.filledQuantity}`
    if (order.state === 'absent') this.#parts.concluded(order)
    this.#commit('updateOrder', about, () => this.#durable.updateOrder(order))
  }

  updateOrders(orders: readonly Order[]): void {
    const about = orders.map(({ clientOrderId, state }) => `${clientOrderId} ${state}`).join()
    this.#commit('updateOrders', about, () => this.#durable.updateOrders(orders))
  }

  bookFill(fill: Fill, order: Order): boolean {
    const about = `${fill.fillId} of ${order.clientOrderId}, ${order.state} ${order.filledQuantity}`
    return this.#commit('bookFill', about, () => this.#durable.bookFill(fill, order))
  }

  appendTransfers(transfers: readonly Transfer[]): readonly Transfer[] {
    const references = transfers.map(({ reference }) => reference).join()
    return this.#commit('appendTransfers', references, () =>
      this.#durable.appendTransfers(transfers),
    )
  }

  appendDecision(record: DecisionRecord): number {
    const about = `${record.botId} ${record.kind}`
    return this.#commit('appendDecision', about, () => this.#durable.appendDecision(record))
  }

  saveBot(stored: StoredBot): void {
    this.#commit('saveBot', stored.bot.id, () => this.#durable.saveBot(stored))
  }

  valueFees(fills: readonly Fill[]): void {
    const about = fills.map(({ fillId }) => fillId).join()
    this.#commit('valueFees', about, () => this.#durable.valueFees(fills))
  }

  saveLimits(scope: LimitScope, limits: RiskLimits): void {
    this.#commit('saveLimits', scope, () => this.#durable.saveLimits(scope, limits))
  }

  saveTradingStatus(status: TradingStatus): void {
    this.#commit('saveTradingStatus', status.state, () => this.#durable.saveTradingStatus(status))
  }

  saveGuard(record: GuardRecord): void {
    const about = record.trips.map(({ name, scope }) => `${name} of ${scope}`).join()
    this.#commit('saveGuard', about, () => this.#durable.saveGuard(record))
  }

  saveDrift(drift: Drift): void {
    const about = `${drift.driftId} ${drift.state}: ${drift.ours} / ${drift.theirs}`
    this.#commit('saveDrift', about, () => this.#durable.saveDrift(drift))
  }

  saveMarket(market: Market): void {
    this.#commit('saveMarket', market.symbol, () => this.#durable.saveMarket(market))
  }

  saveEquityCurrency(currency: string): void {
    this.#commit('saveEquityCurrency', currency, () => this.#durable.saveEquityCurrency(currency))
  }

  saveReconciledAt(time: number): void {
    this.#commit('saveReconciledAt', '', () => this.#durable.saveReconciledAt(time))
  }

  loadEquityCurrency(): string | undefined {
    return this.#read(() => this.#durable.loadEquityCurrency())
  }

  loadOrder(clientOrderId: string): Order | undefined {
    return this.#read(() => this.#durable.loadOrder(clientOrderId))
  }

  loadOrderByExchangeId(symbol: string, exchangeOrderId: string): Order | undefined {
    return this.#read(() => this.#durable.loadOrderByExchangeId(symbol, exchangeOrderId))
  }

  loadOpenOrders(): readonly Order[] {
    return this.#read(() => this.#durable.loadOpenOrders())
  }

  loadRecentOrders(limit: number): readonly Order[] {
    return this.#read(() => this.#durable.loadRecentOrders(limit))
  }

  loadFills(): readonly Fill[] {
    return this.#read(() => this.#durable.loadFills())
  }

  loadRecentFills(limit: number): readonly Fill[] {
    return this.#read(() => this.#durable.loadRecentFills(limit))
  }

  loadTransfers(): readonly Transfer[] {
    return this.#read(() => this.#durable.loadTransfers())
  }

  loadRecentDecisions(limit: number): readonly StoredDecision[] {
    return this.#read(() => this.#durable.loadRecentDecisions(limit))
  }

  loadBots(): readonly StoredBot[] {
    return this.#read(() => this.#durable.loadBots())
  }

  loadLimits(): readonly (readonly [LimitScope, RiskLimits])[] {
    return this.#read(() => this.#durable.loadLimits())
  }

  loadTradingStatus(): TradingStatus | undefined {
    return this.#read(() => this.#durable.loadTradingStatus())
  }

  loadGuard(): GuardRecord {
    return this.#read(() => this.#durable.loadGuard())
  }

  loadDrifts(): readonly Drift[] {
    return this.#read(() => this.#durable.loadDrifts())
  }

  loadMarkets(): readonly Market[] {
    return this.#read(() => this.#durable.loadMarkets())
  }

  loadReconciledAt(): number | undefined {
    return this.#read(() => this.#durable.loadReconciledAt())
  }

  #commit<Value>(name: string, about: string, write: () => Value): Value {
    const { life, state, note } = this.#parts
    life.point(`before ${name}`)
    if (state.failure !== null) {
      note(`disk is ${state.failure}: no ${name} ${about}`)
      throw diskError(state.failure)
    }
    const value = write()
    note(`disk has ${name} ${about}`)
    life.point(`after ${name}`)
    return value
  }

  /** A full disk can still be read; what a dead process reads matters to nobody. */
  #read<Value>(read: () => Value): Value {
    const { life, state } = this.#parts
    if (state.failure === 'busy' && life.isAlive) throw diskError('busy')
    return read()
  }
}

export function diskError(failure: 'full' | 'busy'): StoreError {
  return new StoreError(failure, `The disk is ${failure}.`, 'Make room.')
}
