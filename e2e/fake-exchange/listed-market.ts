import type { ListedSymbol } from './listed-symbols.ts'
import { amount } from './matching/amount.ts'
import type { Market } from './matching/market.ts'

/** A listed pair as the matching engine knows it. */
export function listedMarket(listed: ListedSymbol): Market {
  const { symbol, baseAsset, quoteAsset, tickSize, stepSize, minNotional } = listed
  return {
    ...{ symbol, baseAsset, quoteAsset, assetDecimals: 8, trading: true },
    rules: {
      tickSize: amount(tickSize),
      priceMin: amount(tickSize),
      priceMax: amount('1000000'),
      stepSize: amount(stepSize),
      quantityMin: amount(stepSize),
      quantityMax: amount('9000'),
      marketQuantityMax: amount('120'),
      notionalMin: amount(minNotional),
      notionalMax: amount('9000000'),
      priceFactorMax: 5n,
      openOrdersMax: 200,
      conditionalOrdersMax: 5,
    },
  }
}
