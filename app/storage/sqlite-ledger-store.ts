import type Database from 'better-sqlite3'
import { formatAmount } from '../domain/amount.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import type { GuardRecord } from '../domain/guard-record.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import type { Order } from '../domain/order.ts'
import { unitsPerOne } from '../domain/price.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { LedgerStore, StoredBot } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'
import { botDocument } from './document-parsers.ts'
import { driftRowOf } from './drift-row.ts'
import { fillRowOf } from './fill-row.ts'
import { type LedgerWrites, prepareLedgerWrites } from './ledger-statements.ts'
import { limitsName, limitsText } from './limits-document.ts'
import { marketText } from './market-document.ts'
import { orderRowOf } from './order-row.ts'
import { SqliteLedgerReader } from './sqlite-ledger-reader.ts'
import { withKnownDecimals } from './with-known-decimals.ts'

/** What the decision log keeps at least; older lines go, so many at a time that it hardly costs anything. */
const DECISIONS_MAX = 100_000
const PRUNE_EVERY = 1_000

/** Ends a transaction without a trace. */
class AlreadyThere extends Error {}

/** The ledger of one account in SQLite. */
export class SqliteLedgerStore extends SqliteLedgerReader implements LedgerStore {
  readonly #sql: LedgerWrites
  readonly #insertAll: (orders: readonly Order[]) => void
  readonly #updateAll: (orders: readonly Order[]) => void
  readonly #book: (fill: Fill, order: Order) => boolean
  readonly #value: (fills: readonly Fill[]) => void
  readonly #append: (transfers: readonly Transfer[]) => readonly Transfer[]

  constructor(database: Database.Database, markets: MarketBook) {
    super(database, markets)
    this.#sql = prepareLedgerWrites(database)
    this.#insertAll = database.transaction((orders: readonly Order[]) => {
      for (const order of orders) if (!this.#insert(order)) throw new AlreadyThere()
    })
    this.#updateAll = database.transaction((orders: readonly Order[]) => {
      for (const order of orders) this.#update(order)
    })
    this.#book = database.transaction((fill: Fill, order: Order) => this.#bookInside(fill, order))
    this.#value = database.transaction((fills: readonly Fill[]) => {
      for (const { feeInQuote, clientOrderId, fillId } of fills) {
        this.#sql.valueFee.run(formatAmount(feeInQuote), clientOrderId, fillId)
      }
    })
    this.#append = database.transaction((transfers: readonly Transfer[]) =>
      transfers.filter((transfer) => this.#insertTransfer(transfer)),
    )
  }

  /** One order is a commit by itself, which costs less than a transaction around it. */
  insertOrders(orders: readonly Order[]): boolean {
    const [first] = orders
    if (first !== undefined && orders.length === 1) return this.run(() => this.#insert(first))
    try {
      this.run(() => this.#insertAll(orders))
      return true
    } catch (error) {
      if (error instanceof AlreadyThere) return false
      throw error
    }
  }

  updateOrder(order: Order): void {
    this.run(() => this.#update(order))
  }

  updateOrders(orders: readonly Order[]): void {
    this.run(() => this.#updateAll(orders))
  }

  bookFill(fill: Fill, order: Order): boolean {
    return this.run(() => this.#book(fill, order))
  }

  valueFees(fills: readonly Fill[]): void {
    this.run(() => this.#value(fills))
  }

  appendTransfers(transfers: readonly Transfer[]): readonly Transfer[] {
    return this.run(() => this.#append(transfers))
  }

  appendDecision(record: DecisionRecord): number {
    const { time, botId, kind, reason, detail, intentId } = record
    const { lastInsertRowid } = this.run(() =>
      this.#sql.insertDecision.run(time, botId, kind, reason, detail(), intentId),
    )
    const id = Number(lastInsertRowid)
    if (id % PRUNE_EVERY === 0) this.run(() => this.#sql.pruneDecisions.run(id - DECISIONS_MAX))
    return id
  }

  saveBot({ bot, status }: StoredBot): void {
    this.run(() => this.#sql.saveBot.run(bot.id, botDocument(bot), status))
  }

  saveLimits(scope: LimitScope, limits: RiskLimits): void {
    this.run(() => this.#sql.saveFact.run(limitsName(scope), limitsText(limits)))
  }

  saveTradingStatus(status: TradingStatus): void {
    this.run(() => this.#sql.saveFact.run('trading-status', JSON.stringify(status)))
  }

  saveGuard(record: GuardRecord): void {
    this.run(() => this.#sql.saveFact.run('guard', JSON.stringify(record)))
  }

  saveDrift(drift: Drift): void {
    this.run(() => this.#sql.saveDrift.run(driftRowOf(drift)))
  }

  saveMarket(market: Market): void {
    const readable = withKnownDecimals(market, this.markets.find(market.symbol))
    this.run(() => this.#sql.saveMarket.run(readable.symbol, marketText(readable)))
    this.markets.set(readable)
  }

  /**
   * The rules of a market in an account that opens, in decimals that may be finer than before: nothing holds a price of it
   * yet, and prices are stored as text. Throws, and nothing has changed, where those in the books do not fit.
   */
  openMarket(market: Market): void {
    const highest = this.run(() => this.#sql.highestPrice.pluck().get({ symbol: market.symbol }))
    if (Number(highest ?? 0) * unitsPerOne(market) > Number.MAX_SAFE_INTEGER) {
      throw tooFine(this.database.name, market)
    }
    this.run(() => this.#sql.saveMarket.run(market.symbol, marketText(market)))
  }

  saveEquityCurrency(currency: string): void {
    this.run(() => this.#sql.saveFact.run('equity-currency', JSON.stringify(currency)))
  }

  saveReconciledAt(time: number): void {
    this.run(() => this.#sql.saveFact.run('reconciled-at', JSON.stringify(time)))
  }

  #insert(order: Order): boolean {
    return this.#sql.insertOrder.run(orderRowOf(order, this.markets)).changes === 1
  }

  #bookInside(fill: Fill, order: Order): boolean {
    const { changes } = this.#sql.insertFill.run(fillRowOf(fill, this.markets))
    if (changes === 0) return false
    this.#update(order)
    return true
  }

  #update(order: Order): void {
    this.#sql.updateOrder.run(orderRowOf(order, this.markets))
  }

  #insertTransfer({ reference, kind, currency, amount, time }: Transfer): boolean {
    const written = formatAmount(amount)
    return this.#sql.insertTransfer.run(reference, kind, currency, written, time).changes === 1
  }
}

function tooFine(path: string, { symbol, priceDecimals }: Market): StoreError {
  return new StoreError(
    'failed',
    `The exchange quotes ${symbol} in ${priceDecimals} decimals now; with those, a price in ${path} has too many digits.`,
    'Nothing was changed. Trade this market in a new profile, and keep this one to look at.',
  )
}
