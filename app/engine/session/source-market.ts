import type { MarketSource } from '../../contract/setup.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { DEMO_MARKET } from '../../exchanges/demo/demo-candles.ts'

/** What is traded there, and how long a candle lasts. */
export function sourceMarket(source: MarketSource): { symbol: string; timeframe: Timeframe } {
  if (source.kind === 'demo') return { symbol: DEMO_MARKET.symbol, timeframe: '1m' }
  return { symbol: source.symbol, timeframe: source.timeframe }
}
