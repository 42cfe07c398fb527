import { priceToFloat } from '../domain/price.ts'
import type { BacktestRequest } from './run-backtest.ts'

/** What the cash would have earned, put into all markets in equal parts at their first close, without costs. */
export function buyAndHoldReturn({
  market,
  candles,
  warmUp,
  others = [],
}: BacktestRequest): number {
  const start = candles.openTime[warmUp] ?? 0
  const end = candles.openTime[candles.size - 1] ?? 0
  const markets = [{ market, candles }, ...others]
  let growth = 0
  for (const one of markets) {
    const times = one.candles.openTime
    const first = Math.max(
      0,
      times.findIndex((time) => time >= start),
    )
    const last = times.findLastIndex((time) => time <= end)
    const closeAt = (index: number) => priceToFloat(one.market, one.candles.closeAt(index))
    growth += closeAt(Math.max(first, last)) / closeAt(first) / markets.length
  }
  return growth - 1
}
