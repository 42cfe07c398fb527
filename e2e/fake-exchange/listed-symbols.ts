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

/** Listed on request, for accounts that pay their fees in BNB. */
export const BNB_USDT: ListedSymbol = {
  symbol: 'BNBUSDT',
  baseAsset: 'BNB',
  quoteAsset: 'USDT',
  tickSize: '0.01000000',
  stepSize: '0.00100000',
  minNotional: '5.00000000',
  priceDivisor: 50,
  seedOffset: 2,
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
