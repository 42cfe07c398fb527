import type { Bot, StoredBotStatus } from '../domain/bot.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Order } from '../domain/order.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { GuardStore } from './guard-store.ts'

export interface StoredBot {
  readonly bot: Bot
  readonly status: StoredBotStatus
}

/** A decision record with its place in the log, written out. */
export interface StoredDecision extends Omit<DecisionRecord, 'detail'> {
  readonly id: number
  readonly detail: string
}

/**
 * What must survive: written durably before a method returns. A method that throws wrote nothing; the engine halts
 * trading then.
 */
export interface LedgerStore extends GuardStore {
  /**
   * Intents, client order ids, payloads and states, in one commit; false, and nothing written, when an intent is already
   * there.
   */
  insertOrders(orders: readonly Order[]): boolean
  updateOrder(order: Order): void
  /** All of them in one commit. */
  updateOrders(orders: readonly Order[]): void
  /** The fill and its order's new state in one commit; false, and nothing written, when the fill was booked before. */
  bookFill(fill: Fill, order: Order): boolean
  /** What the fees of fills that were booked before were worth, now that it is known; all of them in one commit. */
  valueFees(fills: readonly Fill[]): void
  /** All of them in one commit; those whose reference was booked before are left out. Returns the new ones. */
  appendTransfers(transfers: readonly Transfer[]): readonly Transfer[]
  /** Returns the record's id, which grows by one a record. */
  appendDecision(record: DecisionRecord): number
  saveBot(stored: StoredBot): void
  /** Of the account, or of one of its bots. */
  saveLimits(scope: LimitScope, limits: RiskLimits): void
  saveTradingStatus(status: TradingStatus): void
  /** Adds a drift, or changes the one with its id. */
  saveDrift(drift: Drift): void
  saveMarket(market: Market): void
  /** In which its owner wants to see the account's worth. */
  saveEquityCurrency(currency: string): void
  /** Until when everything the exchange did is in the books. */
  saveReconciledAt(time: number): void

  loadOrder(clientOrderId: string): Order | undefined
  loadOrderByExchangeId(symbol: string, exchangeOrderId: string): Order | undefined
  /** All that are not settled, oldest first. */
  loadOpenOrders(): readonly Order[]
  /** The newest, oldest first. */
  loadRecentOrders(limit: number): readonly Order[]
  loadFills(): readonly Fill[]
  loadRecentFills(limit: number): readonly Fill[]
  loadTransfers(): readonly Transfer[]
  loadRecentDecisions(limit: number): readonly StoredDecision[]
  loadBots(): readonly StoredBot[]
  /** Of the account and its bots, as far as somebody set some. */
  loadLimits(): readonly (readonly [LimitScope, RiskLimits])[]
  loadTradingStatus(): TradingStatus | undefined
  /** In the order in which they were found, decided ones included. That of their times is another one where a clock was set back. */
  loadDrifts(): readonly Drift[]
  loadMarkets(): readonly Market[]
  loadEquityCurrency(): string | undefined
  loadReconciledAt(): number | undefined
}
