import { z } from 'zod'
import {
  type Money,
  parseMoney,
  parseQuantity,
  type Quantity,
  type Rate,
} from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import { type Price, parsePrice } from '../domain/price.ts'
import type { Result } from '../domain/result.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { StoredDecision } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'

/** What was stored is checked when it is read: damage is found here, not in the middle of a trade. */
export const side = z.enum(['buy', 'sell'])
export const flag = z.literal([0, 1])

const transferRow = z.object({
  reference: z.string(),
  kind: z.enum(['opening', 'deposit', 'withdrawal', 'adopted']),
  currency: z.string(),
  amount: z.string(),
  time: z.number(),
})

const decisionRow = z.object({
  id: z.number(),
  time: z.number(),
  bot_id: z.string(),
  kind: z.enum(['watching', 'enter', 'exit', 'refused', 'blocked', 'state']),
  reason: z.string(),
  detail: z.string(),
  intent_id: z.string().nullable(),
})

export function transferFrom(row: unknown): Transfer {
  const stored = parsedRow(transferRow, row)
  return { ...stored, amount: moneyFrom(stored.amount) }
}

export function decisionFrom(row: unknown): StoredDecision {
  const { id, time, bot_id, kind, reason, detail, intent_id } = parsedRow(decisionRow, row)
  return { id, time, botId: bot_id, kind, reason, detail, intentId: intent_id }
}

export function moneyFrom(text: string): Money {
  return sound(parseMoney(text))
}

export function quantityFrom(text: string): Quantity {
  return sound(parseQuantity(text))
}

export function rateFrom(text: string): Rate {
  return Number(moneyFrom(text)) as Rate
}

export function priceFrom(text: string, market: Pick<Market, 'priceDecimals'>): Price {
  return sound(parsePrice(market.priceDecimals, text))
}

/** Of a row's symbol: without its market, the row's prices cannot be read. */
export function knownMarket(symbol: string, markets: MarketBook): Market {
  const market = markets.find(symbol)
  if (market === undefined) throw damagedRow(`it has no market ${symbol}`)
  return market
}

export function parsedRow<Value>(schema: z.ZodType<Value>, row: unknown): Value {
  const result = schema.safeParse(row)
  if (result.success) return result.data
  throw damagedRow(z.prettifyError(result.error))
}

function sound<Value>(result: Result<Value, string>): Value {
  if (result.ok) return result.value
  throw damagedRow(result.error)
}

export function damagedRow(detail: string): StoreError {
  return new StoreError(
    'damaged',
    `The ledger holds a row that makes no sense: ${detail}.`,
    'Restore it from a backup.',
  )
}
