import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import type { Zone } from '../../../components/chart/chart-look.ts'
import { formatZoned } from '../../../components/chart/zoned-time.ts'
import { formatMarketPrice } from '../../../format/market-price.ts'
import { formatSignedPercent } from '../../../format/percent.ts'

type Described = {
  readonly symbol: string
  readonly timeframe: string
  readonly decimals: number | null
  readonly zone: Zone
}

/** What a chart shows, in sentences: for those who hear it instead. */
export function describeCandles(candles: MarketCandles, described: Described): string {
  const { symbol, timeframe, decimals, zone } = described
  const { openTime, open, high, low, close } = candles
  const count = openTime.length
  if (count === 0) return `No candles of ${symbol} are there yet.`
  const price = (value: number) => formatMarketPrice(value, decimals)
  const at = (index: number) => formatZoned(openTime[index] ?? 0, zone)
  const highest = indexOfMost(high, (value, most) => value > most)
  const lowest = indexOfMost(low, (value, most) => value < most)
  const [first, last] = [open[0] ?? 0, close[count - 1] ?? 0]
  const change = first > 0 ? ` That is ${formatSignedPercent((last / first - 1) * 100)}.` : ''
  return [
    `${count} ${timeframe} candles of ${symbol}, from ${at(0)} to ${at(count - 1)}.`,
    `The price began at ${price(first)} and is now ${price(last)}.${change}`,
    `Highest ${price(high[highest] ?? 0)} at ${at(highest)}, lowest ${price(low[lowest] ?? 0)} at ${at(lowest)}.`,
  ].join(' ')
}

function indexOfMost(column: Float64Array, isMore: (value: number, most: number) => boolean) {
  let found = 0
  for (const [index, value] of column.entries()) {
    if (isMore(value, column[found] ?? 0)) found = index
  }
  return found
}
