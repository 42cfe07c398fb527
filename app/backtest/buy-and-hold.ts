import { priceToFloat } from '../domain/price.ts'
import type { BacktestRequest } from './run-backtest.ts'

/** What the cash would have earned, put into all markets in equal parts at their first close, without costs. */
export function buyAndHoldReturn({
  market,
  candles,
  warmUp,
  others = [],
}: BacktestRequest): number {
  const start = candles.openTime.at(warmUp) ?? 0
  const end = candles.openTime.at(-1) ?? 0
  const markets = [{ market, candles }, ...others]
  let growth = 0
  for (const one of markets) {
    const { size } = one.candles
    const from = one.candles.firstAt(start)
    const first = from < size ? from : 0
    // Whole numbers: what opens by then opens before one more.
    const last = one.candles.firstAt(end + 1) - 1
    const closeAt = (index: number) => priceToFloat(one.market, one.candles.closeAt(index))
    growth += closeAt(Math.max(first, last)) / closeAt(first) / markets.length
  }
  return growth - 1
}
