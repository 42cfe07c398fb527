import type { Market } from '../../app/domain/market.ts'

/** As fine as it can be: an exchange's steps are not known to candles alone. */
export function marketOfCandles(symbol: string, priceDecimals: number): Market {
  const [base = '', quote = ''] = symbol.split('/')
  return {
    ...{ symbol, base, quote, priceDecimals },
    priceTick: 1 as Market['priceTick'],
    quantityStep: 1 as Market['quantityStep'],
    quantityMin: 1 as Market['quantityMin'],
    notionalMin: 0 as Market['notionalMin'],
  }
}
