import { HeldMarket } from '../../app/backtest/document/held-market.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { BacktestTrade } from '../../app/contract/backtest-document.ts'
import type { CandleColumns } from '../../app/contract/engine-view.ts'
import type { BacktestChart } from '../../app/contract/research.ts'
import { amountToFloat } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import { priceToFloat } from '../../app/domain/price.ts'
import { tradeMarks } from './trade-marks.ts'

/** More bars than a wide screen has pixels would only be slow. */
export const BARS_MAX = 4_000

export interface ChartInput {
  readonly request: Pick<BacktestRequest, 'market' | 'candles' | 'others' | 'cash'>
  /** The same candles as those of the request's first market. */
  readonly candles: readonly Candle[]
  /** After each candle, in quote currency. */
  readonly equity: Float64Array
  /** Each strategy line by its id, one value a candle; null while it warms up. */
  readonly lines: Readonly<Record<string, readonly (number | null)[]>>
  readonly trades: readonly Pick<BacktestTrade, 'symbol' | 'time' | 'side'>[]
}

/** A run as a chart shows it: so many candles to a bar that all of it fits. */
export function chartOf(input: ChartInput): BacktestChart {
  const { candles, equity, trades } = input
  const { market } = input.request
  const cash = amountToFloat(input.request.cash)
  const candlesPerBar = Math.max(Math.ceil(candles.length / BARS_MAX), 1)
  const starts = Array.from(
    { length: Math.ceil(candles.length / candlesPerBar) },
    (_, bar) => bar * candlesPerBar,
  )
  const endOf = (start: number) => Math.min(start + candlesPerBar, candles.length)
  const ends = starts.map((start) => endOf(start) - 1)
  const bars = barsOf(input, starts, endOf)
  return {
    ...{ candlesPerBar, bars },
    priceDecimals: market.priceDecimals,
    equity: ends.map((end) => equity[end] ?? cash),
    hold: holdOf(
      input,
      ends.map((end) => candles[end]?.openTime ?? 0),
    ),
    marks: tradeMarks(
      trades.filter(({ symbol }) => symbol === market.symbol),
      bars.openTime,
    ),
    drawdown: drawdownOf({ equity, cash }, starts, endOf),
  }
}

function barsOf(
  { request: { market }, candles, lines }: ChartInput,
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

/** All of the cash into all markets in equal parts at their first close, as the comparison in the figures has it. */
function holdOf({ request }: ChartInput, openTimes: readonly number[]): number[] {
  const { market, candles, others = [], cash } = request
  const start = candles.openTime.at(0) ?? 0
  const held = [{ market, candles }, ...others].map((one) => new HeldMarket(one, [], start))
  const part = amountToFloat(cash) / held.length
  return openTimes.map((openTime) => {
    for (const one of held) one.goTo(openTime)
    return held.reduce((sum, { growth }) => sum + part * growth, 0)
  })
}

function drawdownOf(
  { equity, cash }: { readonly equity: Float64Array; readonly cash: number },
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
