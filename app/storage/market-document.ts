import { z } from 'zod'
import { formatAmount } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { formatPrice } from '../domain/price.ts'
import { document, jsonFrom } from './document-parsers.ts'
import { moneyFrom, priceFrom, quantityFrom } from './row-parsers.ts'

const marketRow = z.object({ definition: z.string() })
const marketDocument = z.object({
  symbol: z.string(),
  base: z.string(),
  quote: z.string(),
  priceDecimals: z.int().min(0).max(18),
  priceTick: z.string(),
  quantityStep: z.string(),
  quantityMin: z.string(),
  notionalMin: z.string(),
})

export function marketFrom(row: unknown): Market {
  const { definition } = document(marketRow, row, 'market')
  const market = document(marketDocument, jsonFrom(definition, 'market'), 'market')
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

export function marketText(market: Market): string {
  const written: z.input<typeof marketDocument> = {
    symbol: market.symbol,
    base: market.base,
    quote: market.quote,
    priceDecimals: market.priceDecimals,
    priceTick: formatPrice(market, market.priceTick),
    quantityStep: formatAmount(market.quantityStep),
    quantityMin: formatAmount(market.quantityMin),
    notionalMin: formatAmount(market.notionalMin),
  }
  return JSON.stringify(written)
}
