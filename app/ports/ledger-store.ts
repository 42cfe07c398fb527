import type { Money } from '../domain/amount.ts'
import type { Bot, BotStatus } from '../domain/bot.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Fill } from '../domain/fill.ts'
import type { Order } from '../domain/order.ts'
import type { TradingStatus } from '../domain/trading-state.ts'

/** Money that came into the account otherwise than by a trade. Balances are the sums of deposits and fills. */
export interface Deposit {
  readonly currency: string
  readonly amount: Money
  readonly time: number
}

export interface StoredBot {
  readonly bot: Bot
  readonly status: BotStatus
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
export interface LedgerStore {
  /** Intent, client order id and state, in one commit; false, and nothing written, when the intent is already there. */
  insertOrder(order: Order): boolean
  updateOrder(order: Order): void
  /** The fill and its order's new state in one commit; false, and nothing written, when the fill was booked before. */
  bookFill(fill: Fill, order: Order): boolean
  appendDeposit(deposit: Deposit): void
  /** Returns the record's id, which grows by one a record. */
  appendDecision(record: DecisionRecord): number
  saveBot(stored: StoredBot): void
  saveTradingStatus(status: TradingStatus): void

  loadOrder(clientOrderId: string): Order | undefined
  /** All that are not finished, oldest first. */
  loadOpenOrders(): readonly Order[]
  /** The newest, oldest first. */
  loadRecentOrders(limit: number): readonly Order[]
  loadFills(): readonly Fill[]
  loadRecentFills(limit: number): readonly Fill[]
  loadDeposits(): readonly Deposit[]
  loadRecentDecisions(limit: number): readonly StoredDecision[]
  loadBots(): readonly StoredBot[]
  loadTradingStatus(): TradingStatus | undefined
}
