import type Database from 'better-sqlite3'
import { z } from 'zod'
import { formatAmount, type Money } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { MODES, type Mode } from '../domain/mode.ts'
import { formatPrice } from '../domain/price.ts'
import { document, factFrom } from './document-parsers.ts'
import { moneyFrom, priceFrom, quantityFrom } from './row-parsers.ts'
import { stored } from './store-failure.ts'

/** What an account was opened as, kept in its ledger. */
export interface AccountRecord {
  readonly mode: Mode
  readonly title: string
  readonly startingBalance: Money
  /** As it was last known, so that the account can be read without its exchange. */
  readonly market: Market
}

const priceDecimals = z.int().min(0).max(18)
const recordDocument = z.object({
  mode: z.enum(MODES),
  title: z.string(),
  startingBalance: z.string(),
  market: z.object({
    symbol: z.string(),
    base: z.string(),
    quote: z.string(),
    priceDecimals,
    priceTick: z.string(),
    quantityStep: z.string(),
    quantityMin: z.string(),
    notionalMin: z.string(),
  }),
})

const NAME = 'account'

export function loadAccountRecord(database: Database.Database): AccountRecord | undefined {
  const row = stored(database.name, () =>
    database.prepare('SELECT value FROM facts WHERE name = ?').get(NAME),
  )
  if (row === undefined) return undefined
  const { mode, title, startingBalance, market } = document(
    recordDocument,
    factFrom(row, NAME),
    NAME,
  )
  return { mode, title, startingBalance: moneyFrom(startingBalance), market: marketFrom(market) }
}

export function saveAccountRecord(database: Database.Database, record: AccountRecord): void {
  const { mode, title, startingBalance, market } = record
  const value: z.input<typeof recordDocument> = {
    mode,
    title,
    startingBalance: formatAmount(startingBalance),
    market: {
      symbol: market.symbol,
      base: market.base,
      quote: market.quote,
      priceDecimals: market.priceDecimals,
      priceTick: formatPrice(market, market.priceTick),
      quantityStep: formatAmount(market.quantityStep),
      quantityMin: formatAmount(market.quantityMin),
      notionalMin: formatAmount(market.notionalMin),
    },
  }
  stored(database.name, () =>
    database
      .prepare(
        'INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(NAME, JSON.stringify(value)),
  )
}

function marketFrom(market: z.output<typeof recordDocument>['market']): Market {
  return {
    symbol: market.symbol,
    base: market.base,
    quote: market.quote,
    priceDecimals: market.priceDecimals,
    priceTick: priceFrom(market.priceTick, market),
    quantityStep: quantityFrom(market.quantityStep),
    quantityMin: quantityFrom(market.quantityMin),
    notionalMin: moneyFrom(market.notionalMin),
  }
}
