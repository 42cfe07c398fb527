import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCandles, decisionsOf, type SampleCandle, wishesOf } from '../strategy-run.fixture.ts'
import { supertrend } from './supertrend.ts'

const PERIOD = 4
const DISTANCE = 1.5

/** True ranges, smoothed as Wilder does: a plain average first, then 1 ÷ period of each new one. */
function rangesOf(candles: readonly SampleCandle[]): readonly number[] {
  let average = 0
  return candles.map(({ high, low }, index) => {
    const close = candles[index - 1]?.close
    const range =
      close === undefined
        ? high - low
        : Math.max(high - low, Math.abs(high - close), Math.abs(low - close))
    average += index < PERIOD ? range / PERIOD : (range - average) / PERIOD
    return average
  })
}

/** At each candle whether the trend is up: bands tighten only, and the close beyond one turns the trend. */
function trendOf(candles: readonly SampleCandle[]): readonly boolean[] {
  const ranges = rangesOf(candles)
  let upper = Number.POSITIVE_INFINITY
  let lower = Number.NEGATIVE_INFINITY
  let isUp = false
  return candles.map(({ high, low, close }, index) => {
    if (index < PERIOD - 1) return false
    const before = candles[index - 1]?.close ?? close
    const middle = (high + low) / 2
    const reach = DISTANCE * (ranges[index] ?? 0)
    const isFirst = index === PERIOD - 1
    upper = isFirst || middle + reach < upper || before > upper ? middle + reach : upper
    lower = isFirst || middle - reach > lower || before < lower ? middle - reach : lower
    isUp = isUp ? close >= lower : close > upper
    return isUp
  })
}

it('decides what independent bands decide', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const up = trendOf(candles)
      const wishes = wishesOf(candles.length, {
        enters: (index) => index >= PERIOD * 7 && up[index] === true && up[index - 1] === false,
        exits: (index) => up[index] === false,
      })
      const decided = decisionsOf(supertrend, { period: PERIOD, distance: DISTANCE }, candles)
      expect(decided.map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})
