import { z } from 'zod'
import { formatAmount } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { MarketBook } from '../domain/market-book.ts'
import { formatPrice } from '../domain/price.ts'
import { knownMarket, moneyFrom, parsedRow, priceFrom, quantityFrom, side } from './row-parsers.ts'

const fillRow = z.object({
  fill_id: z.string(),
  client_order_id: z.string(),
  exchange_order_id: z.string(),
  bot_id: z.string(),
  symbol: z.string(),
  side,
  price: z.string(),
  quantity: z.string(),
  cost: z.string(),
  fee: z.string(),
  fee_currency: z.string().min(1),
  fee_in_quote: z.string(),
  liquidity: z.enum(['maker', 'taker']),
  time: z.number(),
})

export type FillRow = z.output<typeof fillRow>
export const FILL_COLUMNS = Object.keys(fillRow.shape)

export function fillFrom(row: unknown, markets: MarketBook): Fill {
  const stored = parsedRow(fillRow, row)
  return {
    fillId: stored.fill_id,
    exchangeOrderId: stored.exchange_order_id,
    clientOrderId: stored.client_order_id,
    botId: stored.bot_id,
    symbol: stored.symbol,
    side: stored.side,
    price: priceFrom(stored.price, knownMarket(stored.symbol, markets)),
    quantity: quantityFrom(stored.quantity),
    cost: moneyFrom(stored.cost),
    fee: moneyFrom(stored.fee),
    feeCurrency: stored.fee_currency,
    feeInQuote: moneyFrom(stored.fee_in_quote),
    liquidity: stored.liquidity,
    time: stored.time,
  }
}

export function fillRowOf(fill: Fill, markets: MarketBook): FillRow {
  return {
    fill_id: fill.fillId,
    client_order_id: fill.clientOrderId,
    exchange_order_id: fill.exchangeOrderId,
    bot_id: fill.botId,
    symbol: fill.symbol,
    side: fill.side,
    price: formatPrice(markets.get(fill.symbol), fill.price),
    quantity: formatAmount(fill.quantity),
    cost: formatAmount(fill.cost),
    fee: formatAmount(fill.fee),
    fee_currency: fill.feeCurrency,
    fee_in_quote: formatAmount(fill.feeInQuote),
    liquidity: fill.liquidity,
    time: fill.time,
  }
}
