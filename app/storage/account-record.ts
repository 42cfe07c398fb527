import type Database from 'better-sqlite3'
import { z } from 'zod'
import { formatAmount, type Money } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import { MODES, type Mode } from '../domain/mode.ts'
import { document, factFrom } from './document-parsers.ts'
import { knownMarket, moneyFrom } from './row-parsers.ts'
import { stored } from './store-failure.ts'

/** What an account was opened as, kept in its ledger. */
export interface AccountRecord {
  readonly mode: Mode
  readonly title: string
  readonly startingBalance: Money
  /** What the client ids of its orders begin with, by which it knows them at the exchange. */
  readonly idPrefix: string
  /** As it was last known, so that the account can be read without its exchange. */
  readonly market: Market
}

const recordDocument = z.object({
  mode: z.enum(MODES),
  title: z.string(),
  startingBalance: z.string(),
  idPrefix: z.string(),
  symbol: z.string(),
})

const NAME = 'account'

export function loadAccountRecord(
  database: Database.Database,
  markets: MarketBook,
): AccountRecord | undefined {
  const row = stored(database.name, () =>
    database.prepare('SELECT value FROM facts WHERE name = ?').get(NAME),
  )
  if (row === undefined) return undefined
  const { symbol, startingBalance, ...record } = document(recordDocument, factFrom(row, NAME), NAME)
  const market = knownMarket(symbol, markets)
  return { ...record, startingBalance: moneyFrom(startingBalance), market }
}

/** All but the market, which has a row of its own. */
export function saveAccountRecord(database: Database.Database, record: AccountRecord): void {
  const { mode, title, startingBalance, idPrefix, market } = record
  const value: z.input<typeof recordDocument> = {
    mode,
    title,
    startingBalance: formatAmount(startingBalance),
    idPrefix,
    symbol: market.symbol,
  }
  stored(database.name, () =>
    database
      .prepare(
        'INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(NAME, JSON.stringify(value)),
  )
}
