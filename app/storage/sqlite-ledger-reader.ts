import type Database from 'better-sqlite3'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import { type GuardRecord, NOTHING_GUARDED } from '../domain/guard-record.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import type { Order } from '../domain/order.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { StoredBot, StoredDecision } from '../ports/ledger-store.ts'
import type { FillsQuery, OrdersQuery } from '../ports/records-query.ts'
import {
  botFrom,
  equityCurrencyFrom,
  reconciledAtFrom,
  tradingStatusFrom,
} from './document-parsers.ts'
import { driftFrom } from './drift-row.ts'
import { fillFrom } from './fill-row.ts'
import { guardFrom } from './guard-document.ts'
import { type LedgerReads, prepareLedgerReads } from './ledger-statements.ts'
import { limitsFromRow } from './limits-document.ts'
import { marketFrom } from './market-document.ts'
import { orderFrom } from './order-row.ts'
import { decisionFrom, transferFrom } from './row-parsers.ts'
import { stored } from './store-failure.ts'

/** What can be read of a ledger in SQLite, by its engine and by others. */
export class SqliteLedgerReader {
  protected readonly database: Database.Database
  /** Whose decimals its prices are read with. */
  protected readonly markets: MarketBook
  readonly #sql: LedgerReads

  constructor(database: Database.Database, markets: MarketBook) {
    this.database = database
    this.markets = markets
    this.#sql = prepareLedgerReads(database)
  }

  /** Puts the stored markets into the book. */
  readMarkets(): void {
    for (const market of this.loadMarkets()) this.markets.set(market)
  }

  loadOrder(clientOrderId: string): Order | undefined {
    const row = this.run(() => this.#sql.findOrder.get(clientOrderId))
    return row === undefined ? undefined : orderFrom(row, this.markets)
  }

  loadOrderByExchangeId(symbol: string, exchangeOrderId: string): Order | undefined {
    const row = this.run(() => this.#sql.findOrderByExchangeId.get(symbol, exchangeOrderId))
    return row === undefined ? undefined : orderFrom(row, this.markets)
  }

  loadOpenOrders(): readonly Order[] {
    return this.run(() => this.#sql.openOrders.all()).map((row) => orderFrom(row, this.markets))
  }

  loadRecentOrders(limit: number): readonly Order[] {
    return this.run(() => this.#sql.recentOrders.all(limit))
      .map((row) => orderFrom(row, this.markets))
      .reverse()
  }

  loadFills(): readonly Fill[] {
    return this.run(() => this.#sql.fills.all()).map((row) => fillFrom(row, this.markets))
  }

  loadRecentFills(limit: number): readonly Fill[] {
    return this.run(() => this.#sql.recentFills.all(limit))
      .map((row) => fillFrom(row, this.markets))
      .reverse()
  }

  /** Newest first. */
  loadOrdersBefore(query: OrdersQuery): readonly Order[] {
    return this.run(() => this.#sql.ordersBefore.all(query)).map((row) =>
      orderFrom(row, this.markets),
    )
  }

  /** Newest first. */
  loadFillsBefore({ before, ...query }: FillsQuery): readonly Fill[] {
    return this.run(() => this.#sql.fillsBefore.all({ ...query, ...before })).map((row) =>
      fillFrom(row, this.markets),
    )
  }

  loadTransfers(): readonly Transfer[] {
    return this.run(() => this.#sql.transfers.all()).map(transferFrom)
  }

  loadRecentDecisions(limit: number): readonly StoredDecision[] {
    return this.run(() => this.#sql.recentDecisions.all(limit))
      .map(decisionFrom)
      .reverse()
  }

  loadBots(): readonly StoredBot[] {
    return this.run(() => this.#sql.bots.all()).map(botFrom)
  }

  loadLimits(): readonly (readonly [LimitScope, RiskLimits])[] {
    return this.run(() => this.#sql.limits.all()).map(limitsFromRow)
  }

  loadTradingStatus(): TradingStatus | undefined {
    const row = this.run(() => this.#sql.findFact.get('trading-status'))
    return row === undefined ? undefined : tradingStatusFrom(row)
  }

  loadGuard(): GuardRecord {
    const row = this.run(() => this.#sql.findFact.get('guard'))
    return row === undefined ? NOTHING_GUARDED : guardFrom(row)
  }

  loadDrifts(): readonly Drift[] {
    return this.run(() => this.#sql.drifts.all()).map(driftFrom)
  }

  loadMarkets(): readonly Market[] {
    return this.run(() => this.#sql.markets.all()).map(marketFrom)
  }

  loadEquityCurrency(): string | undefined {
    const row = this.run(() => this.#sql.findFact.get('equity-currency'))
    return row === undefined ? undefined : equityCurrencyFrom(row)
  }

  loadReconciledAt(): number | undefined {
    const row = this.run(() => this.#sql.findFact.get('reconciled-at'))
    return row === undefined ? undefined : reconciledAtFrom(row)
  }

  protected run<Value>(operation: () => Value): Value {
    return stored(this.database.name, operation)
  }
}
