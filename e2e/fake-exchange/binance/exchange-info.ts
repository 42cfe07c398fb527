import { type Amount, amount, divide, fixedText } from '../matching/amount.ts'
import type { Market, MarketRules } from '../matching/market.ts'
import type { RateLimits } from './rate-limits.ts'

const ORDER_TYPES = [
  ...['LIMIT', 'LIMIT_MAKER', 'MARKET', 'STOP_LOSS', 'STOP_LOSS_LIMIT'],
  ...['TAKE_PROFIT', 'TAKE_PROFIT_LIMIT'],
]

/** The answer to /api/v3/exchangeInfo. */
export function describeExchange(
  serverTime: number,
  limits: RateLimits,
  markets: readonly Market[],
): object {
  return {
    timezone: 'UTC',
    serverTime,
    rateLimits: limits.describe(),
    exchangeFilters: [],
    symbols: markets.map(describeMarket),
  }
}

function describeMarket(market: Market): object {
  const { symbol, baseAsset, quoteAsset, assetDecimals } = market
  return {
    symbol,
    status: market.trading ? 'TRADING' : 'BREAK',
    baseAsset,
    baseAssetPrecision: assetDecimals,
    quoteAsset,
    quotePrecision: assetDecimals,
    quoteAssetPrecision: assetDecimals,
    baseCommissionPrecision: assetDecimals,
    quoteCommissionPrecision: assetDecimals,
    orderTypes: ORDER_TYPES,
    icebergAllowed: true,
    ocoAllowed: true,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: true,
    cancelReplaceAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: describeFilters(market.rules),
    permissions: [],
    permissionSets: [['SPOT']],
    defaultSelfTradePreventionMode: 'EXPIRE_MAKER',
    allowedSelfTradePreventionModes: ['EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH'],
  }
}

function describeFilters(rules: MarketRules): readonly object[] {
  const up = String(rules.priceFactorMax)
  const down = short(divide(amount('1'), amount(up)))
  return [
    {
      filterType: 'PRICE_FILTER',
      minPrice: text(rules.priceMin),
      maxPrice: text(rules.priceMax),
      tickSize: text(rules.tickSize),
    },
    {
      filterType: 'LOT_SIZE',
      minQty: text(rules.quantityMin),
      maxQty: text(rules.quantityMax),
      stepSize: text(rules.stepSize),
    },
    { filterType: 'ICEBERG_PARTS', limit: 10 },
    {
      filterType: 'MARKET_LOT_SIZE',
      minQty: text(0n),
      maxQty: text(rules.marketQuantityMax),
      stepSize: text(0n),
    },
    {
      filterType: 'PERCENT_PRICE_BY_SIDE',
      bidMultiplierUp: up,
      bidMultiplierDown: down,
      askMultiplierUp: up,
      askMultiplierDown: down,
      avgPriceMins: 5,
    },
    {
      filterType: 'NOTIONAL',
      minNotional: text(rules.notionalMin),
      applyMinToMarket: true,
      maxNotional: text(rules.notionalMax),
      applyMaxToMarket: false,
      avgPriceMins: 5,
    },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: rules.openOrdersMax },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: rules.conditionalOrdersMax },
  ]
}

function text(value: Amount): string {
  return fixedText(value, 8)
}

function short(value: Amount): string {
  return text(value).replace(/0+$/, '')
}
