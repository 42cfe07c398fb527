import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Market } from '../domain/market.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { Deposit, LedgerStore } from '../ports/ledger-store.ts'
import { type AccountRecord, loadAccountRecord, saveAccountRecord } from './account-record.ts'
import { ledger0001 } from './migrations/0001-ledger.ts'
import { market0001 } from './migrations/0001-market.ts'
import { openDatabase } from './open-database.ts'
import { SqliteCandleStore } from './sqlite-candle-store.ts'
import { SqliteLedgerStore } from './sqlite-ledger-store.ts'
import { stored } from './store-failure.ts'

/** The files of one account: what must never be lost, and what an exchange could send again. */
export class AccountStores {
  readonly #ledger: Database.Database
  readonly #market: Database.Database

  /** Throws a `StoreError` when a file is damaged, newer or cannot be written. */
  constructor(directory: string) {
    this.#ledger = openDatabase(join(directory, 'ledger.db'), {
      migrations: [ledger0001],
      synchronous: 'FULL',
    })
    try {
      this.#market = openDatabase(join(directory, 'market.db'), {
        migrations: [market0001],
        synchronous: 'NORMAL',
      })
    } catch (error) {
      this.#ledger.close()
      throw error
    }
  }

  loadRecord(): AccountRecord | undefined {
    return loadAccountRecord(this.#ledger)
  }

  /** The record and the first deposit in one commit: there is no account without its money. */
  createAccount(record: AccountRecord, deposit: Deposit): void {
    const create = this.#ledger.transaction(() => {
      saveAccountRecord(this.#ledger, record)
      this.ledger(record.market).appendDeposit(deposit)
    })
    stored(this.#ledger.name, create)
  }

  saveRecord(record: AccountRecord): void {
    saveAccountRecord(this.#ledger, record)
  }

  ledger(market: Market): LedgerStore {
    return new SqliteLedgerStore(this.#ledger, market)
  }

  candles(market: Market): CandleStore {
    return new SqliteCandleStore(this.#market, market)
  }

  close(): void {
    this.#ledger.close()
    this.#market.close()
  }
}
