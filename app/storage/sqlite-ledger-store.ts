import type Database from 'better-sqlite3'
import { formatAmount } from '../domain/amount.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Order } from '../domain/order.ts'
import { formatPrice } from '../domain/price.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Deposit, LedgerStore, StoredBot, StoredDecision } from '../ports/ledger-store.ts'
import { botFrom, tradingStatusFrom } from './document-parsers.ts'
import { type LedgerStatements, prepareLedgerStatements } from './ledger-statements.ts'
import { decisionFrom, depositFrom, fillFrom, orderFrom } from './row-parsers.ts'
import { stored } from './store-failure.ts'

/** What the decision log keeps at least; older lines go, so many at a time that it hardly costs anything. */
const DECISIONS_MAX = 100_000
const PRUNE_EVERY = 1_000

/** The ledger of one account in SQLite. */
export class SqliteLedgerStore implements LedgerStore {
  readonly #database: Database.Database
  readonly #market: Market
  readonly #sql: LedgerStatements
  readonly #book: (fill: Fill, order: Order) => boolean

  constructor(database: Database.Database, market: Market) {
    this.#database = database
    this.#market = market
    this.#sql = prepareLedgerStatements(database)
    this.#book = database.transaction((fill: Fill, order: Order) => this.#bookInside(fill, order))
  }

  insertOrder(order: Order): boolean {
    const { intent } = order
    const { changes } = this.#run(() =>
      this.#sql.insertOrder.run(
        order.clientOrderId,
        intent.intentId,
        intent.botId,
        intent.symbol,
        intent.side,
        intent.purpose,
        intent.type,
        formatAmount(intent.quantity),
        intent.limitPrice === null ? null : formatPrice(this.#market, intent.limitPrice),
        order.exchangeOrderId,
        order.state,
        formatAmount(order.filledQuantity),
        formatAmount(order.filledCost),
        order.note,
        order.createdAt,
        order.updatedAt,
      ),
    )
    return changes === 1
  }

  updateOrder(order: Order): void {
    this.#run(() => this.#update(order))
  }

  bookFill(fill: Fill, order: Order): boolean {
    return this.#run(() => this.#book(fill, order))
  }

  appendDeposit({ currency, amount, time }: Deposit): void {
    this.#run(() => this.#sql.insertDeposit.run(currency, formatAmount(amount), time))
  }

  appendDecision(record: DecisionRecord): number {
    const { time, botId, kind, reason, detail, intentId } = record
    const { lastInsertRowid } = this.#run(() =>
      this.#sql.insertDecision.run(time, botId, kind, reason, detail(), intentId),
    )
    const id = Number(lastInsertRowid)
    if (id % PRUNE_EVERY === 0) this.#run(() => this.#sql.pruneDecisions.run(id - DECISIONS_MAX))
    return id
  }

  saveBot({ bot, status }: StoredBot): void {
    this.#run(() => this.#sql.saveBot.run(bot.id, JSON.stringify(bot), status))
  }

  saveTradingStatus(status: TradingStatus): void {
    this.#run(() => this.#sql.saveFact.run('trading-status', JSON.stringify(status)))
  }

  loadOrder(clientOrderId: string): Order | undefined {
    const row = this.#run(() => this.#sql.findOrder.get(clientOrderId))
    return row === undefined ? undefined : orderFrom(row, this.#market)
  }

  loadOpenOrders(): readonly Order[] {
    return this.#run(() => this.#sql.openOrders.all()).map((row) => orderFrom(row, this.#market))
  }

  loadRecentOrders(limit: number): readonly Order[] {
    return this.#run(() => this.#sql.recentOrders.all(limit))
      .map((row) => orderFrom(row, this.#market))
      .reverse()
  }

  loadFills(): readonly Fill[] {
    return this.#run(() => this.#sql.fills.all()).map((row) => fillFrom(row, this.#market))
  }

  loadRecentFills(limit: number): readonly Fill[] {
    return this.#run(() => this.#sql.recentFills.all(limit))
      .map((row) => fillFrom(row, this.#market))
      .reverse()
  }

  loadDeposits(): readonly Deposit[] {
    return this.#run(() => this.#sql.deposits.all()).map(depositFrom)
  }

  loadRecentDecisions(limit: number): readonly StoredDecision[] {
    return this.#run(() => this.#sql.recentDecisions.all(limit))
      .map(decisionFrom)
      .reverse()
  }

  loadBots(): readonly StoredBot[] {
    return this.#run(() => this.#sql.bots.all()).map(botFrom)
  }

  loadTradingStatus(): TradingStatus | undefined {
    const row = this.#run(() => this.#sql.findFact.get('trading-status'))
    return row === undefined ? undefined : tradingStatusFrom(row)
  }

  #bookInside(fill: Fill, order: Order): boolean {
    const { changes } = this.#sql.insertFill.run(
      fill.fillId,
      fill.clientOrderId,
      fill.exchangeOrderId,
      fill.botId,
      fill.symbol,
      fill.side,
      formatPrice(this.#market, fill.price),
      formatAmount(fill.quantity),
      formatAmount(fill.cost),
      formatAmount(fill.fee),
      fill.liquidity,
      fill.time,
    )
    if (changes === 0) return false
    this.#update(order)
    return true
  }

  #update(order: Order): void {
    this.#sql.updateOrder.run(
      order.exchangeOrderId,
      order.state,
      formatAmount(order.filledQuantity),
      formatAmount(order.filledCost),
      order.note,
      order.updatedAt,
      order.clientOrderId,
    )
  }

  #run<Value>(operation: () => Value): Value {
    return stored(this.#database.name, operation)
  }
}
