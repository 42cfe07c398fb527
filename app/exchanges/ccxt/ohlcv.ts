import { z } from 'zod'
import { type Candle, candleFault } from '../../domain/candle.ts'
import { decimalsOf } from '../../domain/decimal-text.ts'
import { type Price, parsePrice } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import { parseVolume } from '../volume-text.ts'

const HOUR_MS = 3_600_000

/** Time, open, high, low, close, volume, as ccxt gives them. */
const ohlcvRow = z
  .tuple([z.number().int().positive(), z.number(), z.number(), z.number(), z.number(), z.number()])
  .rest(z.unknown())
const ohlcvRows = z.array(ohlcvRow)
export type OhlcvRow = z.infer<typeof ohlcvRow>

/** Checks what arrived: complete rows of the right timeframe, in the order of time, each once. */
export function parseOhlcv(value: unknown, timeframe: Timeframe): Result<OhlcvRow[], string> {
  const parsed = ohlcvRows.safeParse(value)
  if (!parsed.success) return failure('candles that are not lists of six numbers')
  // Longer candles begin at other hours on some exchanges.
  const grid = Math.min(timeframeMs(timeframe), HOUR_MS)
  let previous = 0
  for (const [openTime] of parsed.data) {
    if (openTime <= previous) return failure('candles that are out of order')
    if (openTime % grid !== 0) return failure(`candles that are not of ${timeframe}`)
    previous = openTime
  }
  return success(parsed.data)
}

/** The decimals that the prices need. A float's shortest text is the text it came from. */
export function priceDecimalsIn(rows: readonly OhlcvRow[]): number {
  let decimals = 0
  for (const [, ...values] of rows) {
    for (const price of values.slice(0, 4)) {
      decimals = Math.max(decimals, decimalsOf(String(price)))
    }
  }
  return decimals
}

export function candlesFromRows(
  rows: readonly OhlcvRow[],
  priceDecimals: number,
): Result<Candle[], string> {
  const candles: Candle[] = []
  for (const row of rows) {
    const candle = candleFromRow(row, priceDecimals)
    if (!candle.ok) return candle
    candles.push(candle.value)
  }
  return success(candles)
}

function candleFromRow(row: OhlcvRow, priceDecimals: number): Result<Candle, string> {
  const [openTime, ...values] = row
  const prices: Price[] = []
  for (const value of values.slice(0, 4)) {
    const price = parsePrice(priceDecimals, String(value))
    if (!price.ok) return failure(`a candle whose price ${value} does not fit the market's rules`)
    prices.push(price.value)
  }
  const volume = parseVolume(String(values[4]))
  const [open, high, low, close] = prices
  if (!volume.ok || !open || !high || !low || !close) return failure('a candle without a price')
  const candle = { openTime, open, high, low, close, volume: volume.value }
  const fault = candleFault(candle)
  return fault ? failure(`a candle where ${fault}`) : success(candle)
}
