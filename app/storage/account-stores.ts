import { basename, join } from 'node:path'
import type Database from 'better-sqlite3'
import { assert } from '../domain/assert.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { AuditStore } from '../ports/audit-log.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { type AccountRecord, loadAccountRecord, saveAccountRecord } from './account-record.ts'
import { type DatabaseSize, databaseBytes } from './database-bytes.ts'
import { LEDGER_FILE, LEDGER_MIGRATIONS } from './ledger-file.ts'
import { MARKET_DATABASE } from './market-file.ts'
import { closeInOrder, openDatabase } from './open-database.ts'
import { SqliteAuditStore } from './sqlite-audit-store.ts'
import { SqliteCandleStore } from './sqlite-candle-store.ts'
import { SqliteLedgerStore } from './sqlite-ledger-store.ts'
import { stored } from './store-failure.ts'

/** The files of one account: what must never be lost, and what an exchange could send again. */
export class AccountStores {
  /** The ledger's markets; `saveMarket` keeps both in step. */
  readonly markets: MarketBook
  readonly #ledger: Database.Database
  readonly #market: Database.Database
  readonly #series: Database.Database[] = []
  /** Those that turned out damaged: the next start has to look at them. */
  readonly #harmed = new Set<Database.Database>()
  readonly #store: SqliteLedgerStore
  readonly #audit: SqliteAuditStore
  readonly #directory: string

  /** Throws a `StoreError` when a file is damaged, newer or cannot be written. */
  constructor(directory: string, markets = new MarketBook()) {
    this.markets = markets
    this.#directory = directory
    this.#ledger = openDatabase(join(directory, LEDGER_FILE), {
      migrations: LEDGER_MIGRATIONS,
      synchronous: 'FULL',
    })
    try {
      this.#store = stored(
        this.#ledger.name,
        () => new SqliteLedgerStore(this.#ledger, this.markets),
      )
      this.#store.readMarkets()
      this.#audit = stored(this.#ledger.name, () => new SqliteAuditStore(this.#ledger))
      this.#market = openDatabase(join(directory, 'market.db'), MARKET_DATABASE)
    } catch (error) {
      this.#ledger.close()
      throw error
    }
  }

  loadRecord(): AccountRecord | undefined {
    return loadAccountRecord(this.#ledger, this.markets)
  }

  /**
   * The record, its market and the first transfers, which are all that the exchange did until a time, in one commit: there
   * is no account without its money.
   */
  createAccount(record: AccountRecord, opening: readonly Transfer[], reconciledAt: number): void {
    const create = this.#ledger.transaction(() => {
      this.#store.appendTransfers(opening)
      this.#store.saveReconciledAt(reconciledAt)
      this.saveRecord(record)
    })
    stored(this.#ledger.name, create)
  }

  /** The record, its market and other markets of it, by their rules of today, in one commit. */
  saveRecord(record: AccountRecord, others: readonly Market[] = []): void {
    const markets = [record.market, ...others]
    for (const { symbol, priceDecimals } of markets) {
      const known = this.markets.find(symbol)?.priceDecimals ?? 0
      assert(priceDecimals >= known, `prices of ${symbol} are kept in ${known} decimals`)
    }
    const save = this.#ledger.transaction(() => {
      saveAccountRecord(this.#ledger, record)
      for (const market of markets) this.#store.openMarket(market)
    })
    stored(this.#ledger.name, save)
    for (const market of markets) this.markets.set(market)
  }

  ledger(): LedgerStore {
    return this.#store
  }

  /** Beside the ledger, so that a change and its entry are one commit. */
  audit(): AuditStore {
    return this.#audit
  }

  /** Of the one market that the account is about. */
  candles(market: Market): CandleStore {
    return this.#candleStore(this.#market, market)
  }

  /** Of one of many: at an exchange, an account trades on more than one kind of candles in its life. */
  seriesCandles(market: Market, timeframe: Timeframe): CandleStore {
    const name = `market-${market.symbol.replace('/', '-').toLowerCase()}-${timeframe}.db`
    const database = openDatabase(join(this.#directory, name), MARKET_DATABASE)
    this.#series.push(database)
    return this.#candleStore(database, market)
  }

  /** The files that are open, and what each takes on the disk. */
  sizes(): readonly DatabaseSize[] {
    return [this.#ledger, this.#market, ...this.#series].map(({ name: path }) => ({
      name: basename(path),
      bytes: databaseBytes(path),
    }))
  }

  close(): void {
    this.#ledger.close()
    for (const database of [this.#market, ...this.#series]) {
      if (this.#harmed.has(database)) database.close()
      else closeInOrder(database)
    }
  }

  #candleStore(database: Database.Database, market: Market): CandleStore {
    return new SqliteCandleStore(database, market, () => this.#harmed.add(database))
  }
}
