/** What the fake exchange lists, with the rules that Binance had for these pairs. */
export interface ListedSymbol {
  readonly symbol: string
  readonly baseAsset: string
  readonly quoteAsset: string
  readonly tickSize: string
  readonly stepSize: string
  readonly minNotional: string
  /** Prices are the series' divided by this, so that pairs differ. */
  readonly priceDivisor: number
  readonly seedOffset: number
}

export const LISTED_SYMBOLS: readonly ListedSymbol[] = [
  {
    symbol: 'BTCUSDT',
    baseAsset: 'BTC',
    quoteAsset: 'USDT',
    tickSize: '0.01000000',
    stepSize: '0.00001000',
    minNotional: '5.00000000',
    priceDivisor: 1,
    seedOffset: 0,
  },
  {
    symbol: 'ETHUSDT',
    baseAsset: 'ETH',
    quoteAsset: 'USDT',
    tickSize: '0.01000000',
    stepSize: '0.00010000',
    minNotional: '5.00000000',
    priceDivisor: 20,
    seedOffset: 1,
  },
]

export function findSymbol(symbol: string): ListedSymbol | undefined {
  return LISTED_SYMBOLS.find((listed) => listed.symbol === symbol)
}

/** One element of `symbols` in the answer to /api/v3/exchangeInfo. */
export function describeSymbol(listed: ListedSymbol): object {
  return {
    symbol: listed.symbol,
    status: 'TRADING',
    baseAsset: listed.baseAsset,
    baseAssetPrecision: 8,
    quoteAsset: listed.quoteAsset,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: ['LIMIT', 'LIMIT_MAKER', 'MARKET', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT_LIMIT'],
    icebergAllowed: true,
    ocoAllowed: true,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: true,
    cancelReplaceAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: describeFilters(listed),
    permissions: [],
    permissionSets: [['SPOT']],
    defaultSelfTradePreventionMode: 'EXPIRE_MAKER',
    allowedSelfTradePreventionModes: ['EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH'],
  }
}

function describeFilters({ tickSize, stepSize, minNotional }: ListedSymbol): readonly object[] {
  return [
    { filterType: 'PRICE_FILTER', minPrice: tickSize, maxPrice: '1000000.00000000', tickSize },
    { filterType: 'LOT_SIZE', minQty: stepSize, maxQty: '9000.00000000', stepSize },
    { filterType: 'ICEBERG_PARTS', limit: 10 },
    {
      filterType: 'MARKET_LOT_SIZE',
      minQty: '0.00000000',
      maxQty: '120.00000000',
      stepSize: '0.00000000',
    },
    {
      filterType: 'PERCENT_PRICE_BY_SIDE',
      bidMultiplierUp: '5',
      bidMultiplierDown: '0.2',
      askMultiplierUp: '5',
      askMultiplierDown: '0.2',
      avgPriceMins: 5,
    },
    {
      filterType: 'NOTIONAL',
      minNotional,
      applyMinToMarket: true,
      maxNotional: '9000000.00000000',
      applyMaxToMarket: false,
      avgPriceMins: 5,
    },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: 200 },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: 5 },
  ]
}
