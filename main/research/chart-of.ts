import type { CandleColumns } from '../../app/contract/engine-view.ts'
import type { BacktestChart } from '../../app/contract/research.ts'
import { amountToFloat } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { priceToFloat } from '../../app/domain/price.ts'

/** More bars than a wide screen has pixels would only be slow. */
export const BARS_MAX = 4_000

export interface ChartInput {
  readonly market: Market
  readonly candles: readonly Candle[]
  /** After each candle, in quote currency. */
  readonly equity: Float64Array
  readonly cash: number
  /** Each strategy line by its id, one value a candle; null while it warms up. */
  readonly lines: Readonly<Record<string, readonly (number | null)[]>>
}

/** A run as a chart shows it: so many candles to a bar that all of it fits. */
export function chartOf(input: ChartInput): BacktestChart {
  const { market, candles } = input
  const candlesPerBar = Math.max(Math.ceil(candles.length / BARS_MAX), 1)
  const starts = Array.from(
    { length: Math.ceil(candles.length / candlesPerBar) },
    (_, bar) => bar * candlesPerBar,
  )
  const endOf = (start: number) => Math.min(start + candlesPerBar, candles.length)
  const ends = starts.map((start) => endOf(start) - 1)
  return {
    candlesPerBar,
    priceDecimals: market.priceDecimals,
    bars: barsOf(input, starts, endOf),
    equity: ends.map((end) => input.equity[end] ?? input.cash),
    hold: holdOf(input, ends),
    drawdown: drawdownOf(input, starts, endOf),
  }
}

function barsOf(
  { market, candles, lines }: ChartInput,
  starts: readonly number[],
  endOf: (start: number) => number,
): CandleColumns {
  const bars = starts.map((start) => barOf(candles.slice(start, endOf(start))))
  const column = (part: 'open' | 'high' | 'low' | 'close') =>
    bars.map((bar) => priceToFloat(market, bar[part]))
  return {
    openTime: bars.map(({ openTime }) => openTime),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: bars.map(({ volume }) => volume),
    lines: Object.fromEntries(
      Object.entries(lines).map(([id, values]) => [
        id,
        starts.map((start) => values[endOf(start) - 1] ?? null),
      ]),
    ),
  }
}

function barOf(candles: readonly Candle[]) {
  const [first, last] = [candles[0], candles.at(-1)]
  if (first === undefined || last === undefined) throw new RangeError('a bar without candles')
  let { high, low } = first
  let volume = 0
  for (const candle of candles) {
    if (candle.high > high) high = candle.high
    if (candle.low < low) low = candle.low
    volume += amountToFloat(candle.volume)
  }
  return { openTime: first.openTime, open: first.open, high, low, close: last.close, volume }
}

/** All of the cash into the market at the first close, as the comparison in the figures has it. */
function holdOf({ market, candles, cash }: ChartInput, ends: readonly number[]): number[] {
  const first = candles[0]
  if (first === undefined) return []
  const bought = cash / priceToFloat(market, first.close)
  return ends.map((end) => bought * priceToFloat(market, candles[end]?.close ?? first.close))
}

function drawdownOf(
  { equity, cash }: ChartInput,
  starts: readonly number[],
  endOf: (start: number) => number,
): number[] {
  let peak = cash
  return starts.map((start) => {
    let deepest = 0
    for (const value of equity.subarray(start, endOf(start))) {
      peak = Math.max(peak, value)
      deepest = Math.min(deepest, value / peak - 1)
    }
    return deepest
  })
}
