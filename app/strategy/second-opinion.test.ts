import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as talib from 'talib-web'
import { beforeAll, describe, expect, it } from 'vitest'
import { AverageTrueRange } from './average-true-range.ts'
import { bollingerReversion } from './strategies/bollinger-reversion.ts'
import { emaCross } from './strategies/ema-cross.ts'
import { macd } from './strategies/macd.ts'
import { rsiReversion } from './strategies/rsi-reversion.ts'
import { smaCross } from './strategies/sma-cross.ts'
import { HOLDS_NOTHING, type StrategyDefinition, type StrategyParameters } from './strategy.ts'
import { defaultsOf, type SampleCandle } from './strategy-run.fixture.ts'

const COUNT = 1_500
/** What sums in another order, or forgets its beginning by and by, agrees to so many parts of the price. */
const AGREES_TO = 1e-9

/** A walk that goes up, down and sideways, in whole cents. */
const CANDLES: readonly SampleCandle[] = Array.from({ length: COUNT }, (_, index) => {
  const close = 30_000 + 900 * Math.sin(index / 37) + 250 * Math.sin(index / 5) + ((index * 7) % 13)
  const cents = (value: number) => Math.round(value * 100) / 100
  return {
    close: cents(close),
    high: cents(close + 20 + (index % 9)),
    low: cents(close - 15 - (index % 7)),
  }
})
const closes = CANDLES.map(({ close }) => close)

/** The lines of a strategy as they are plotted, one array a line; NaN where there is nothing yet. */
function linesOf(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
): readonly number[][] {
  const strategy = definition.create(parameters)
  const lines: number[][] = definition.lines.map(() => [])
  CANDLES.forEach((candle, openTime) => {
    strategy.evaluate({ ...HOLDS_NOTHING, ...candle, open: candle.close, volume: 1, openTime })
    for (const [line, value] of strategy.lines().entries()) {
      lines[line]?.push(value ?? Number.NaN)
    }
  })
  return lines
}

/** TA-Lib leaves out the values that it cannot compute yet; from one candle on, ours are its own. */
function expectSame(
  ours: readonly number[] | undefined,
  theirs: readonly number[],
  {
    missing,
    from,
  }: {
    readonly missing: number
    readonly from: number
  },
): void {
  for (let index = from; index < COUNT; index += 1) {
    const [one, other] = [ours?.[index] ?? Number.NaN, theirs[index - missing] ?? Number.NaN]
    expect(Math.abs(one - other), `candle ${index}: ${one} and ${other}`).toBeLessThan(
      30_000 * AGREES_TO,
    )
  }
}

describe('TA-Lib computes the same', () => {
  beforeAll(async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('talib-web'))
    const binary = readFileSync(join(folder, 'talib.wasm')).toString('base64')
    await talib.init(`data:application/wasm;base64,${binary}`)
  })

  it('simple averages', () => {
    const [fast, slow] = linesOf(smaCross, { fast: 10, slow: 30 })
    const sma = (timePeriod: number) => talib.SMA({ inReal: closes, timePeriod }).output
    expectSame(fast, sma(10), { missing: 9, from: 9 })
    expectSame(slow, sma(30), { missing: 29, from: 29 })
  })

  it('exponential averages, once neither knows any more where it began', () => {
    const [fast, slow] = linesOf(emaCross, { fast: 12, slow: 26 })
    const ema = (timePeriod: number) => talib.EMA({ inReal: closes, timePeriod }).output
    expectSame(fast, ema(12), { missing: 11, from: 26 * 13 })
    expectSame(slow, ema(26), { missing: 25, from: 26 * 13 })
  })

  it('the relative strength', () => {
    const [rsi] = linesOf(rsiReversion, { ...defaultsOf(rsiReversion), period: 14 })
    const { output } = talib.RSI({ inReal: closes, timePeriod: 14 })
    expectSame(rsi, output, { missing: 14, from: 14 * 12 })
  })

  it('bands of standard deviations', () => {
    const [middle, upper, lower] = linesOf(bollingerReversion, { period: 20, width: 2 })
    // One window at a time: of a longer series, this port of TA-Lib gets only the beginning right.
    const windows = closes.slice(19).map((_, first) => closes.slice(first, first + 20))
    const bands = windows.map((inReal) => talib.BBANDS({ inReal, timePeriod: 20 }))
    const first = (band: keyof (typeof bands)[number]) => bands.map((one) => one[band][0] ?? 0)
    expectSame(middle, first('middleBand'), { missing: 19, from: 20 })
    expectSame(upper, first('upperBand'), { missing: 19, from: 20 })
    expectSame(lower, first('lowerBand'), { missing: 19, from: 20 })
  })

  it('convergence and divergence of averages, once neither knows any more where it began', () => {
    const [line, signal] = linesOf(macd, { fast: 12, slow: 26, signal: 9 })
    const theirs = talib.MACD({ inReal: closes, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 })
    expectSame(line, theirs.MACD, { missing: 33, from: 26 * 14 })
    expectSame(signal, theirs.MACDSignal, { missing: 33, from: 26 * 14 })
  })

  it('the average true range, in whole cents', () => {
    const range = new AverageTrueRange(14)
    const inCents = CANDLES.map(({ high, low, close }) => ({
      high: high * 100,
      low: low * 100,
      close: close * 100,
    }))
    const ours = inCents.map((candle) => {
      range.add(candle as Parameters<AverageTrueRange['add']>[0])
      return range.value ?? Number.NaN
    })
    const column = (key: 'high' | 'low' | 'close') => inCents.map((candle) => candle[key])
    const columns = { high: column('high'), low: column('low'), close: column('close') }
    expectSame(ours, talib.ATR({ ...columns, timePeriod: 14 }).output, {
      missing: 14,
      from: 14 * 40,
    })
  })
})
