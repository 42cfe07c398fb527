import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  anyCandles,
  decisionsOf,
  meanAt,
  type SampleCandle,
  wishesOf,
} from '../strategy-run.fixture.ts'
import { bollingerBreakout } from './bollinger-breakout.ts'
import { bollingerReversion } from './bollinger-reversion.ts'

const PERIOD = 8
const WIDTH = 1.3

/** Mean and population deviation of the last closes, by their definitions. */
function bandsOf(candles: readonly SampleCandle[]) {
  const closes = candles.map(({ close }) => close)
  const middle = (index: number) => meanAt(closes, index, PERIOD)
  const deviation = (index: number) => {
    const mean = middle(index)
    const squares = closes.map((close) => (close - mean) ** 2)
    return Math.sqrt(meanAt(squares, index, PERIOD))
  }
  return {
    close: (index: number) => closes[index] ?? Number.NaN,
    middle,
    upper: (index: number) => middle(index) + WIDTH * deviation(index),
    lower: (index: number) => middle(index) - WIDTH * deviation(index),
    isThere: (index: number) => index >= PERIOD,
    /** Where rounding decides, there is no right answer. */
    isClear: (index: number) =>
      index < PERIOD ||
      [
        middle(index),
        middle(index) - WIDTH * deviation(index),
        middle(index) + WIDTH * deviation(index),
      ].every((level) => Math.abs(level - (closes[index] ?? 0)) > 1e-9),
  }
}

it('the reversion decides what independent bands decide', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const bands = bandsOf(candles)
      fc.pre(candles.every((_, index) => bands.isClear(index)))
      const wishes = wishesOf(candles.length, {
        enters: (index) =>
          bands.isThere(index) &&
          bands.close(index - 1) < bands.lower(index - 1) &&
          bands.close(index) >= bands.lower(index),
        exits: (index) => bands.close(index) >= bands.middle(index),
      })
      const decided = decisionsOf(bollingerReversion, { period: PERIOD, width: WIDTH }, candles)
      expect(decided.map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})

it('the breakout decides what independent bands decide', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const bands = bandsOf(candles)
      fc.pre(candles.every((_, index) => bands.isClear(index)))
      const wishes = wishesOf(candles.length, {
        enters: (index) =>
          bands.isThere(index) &&
          bands.close(index - 1) <= bands.upper(index - 1) &&
          bands.close(index) > bands.upper(index),
        exits: (index) => bands.close(index) < bands.middle(index),
      })
      const decided = decisionsOf(bollingerBreakout, { period: PERIOD, width: WIDTH }, candles)
      expect(decided.map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})
