import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCandles, decisionsOf, wishesOf } from '../strategy-run.fixture.ts'
import { macd } from './macd.ts'

function emasOf(values: readonly number[], span: number): readonly number[] {
  const weight = 2 / (span + 1)
  let average = values[0] ?? 0
  return values.map((value) => {
    average += (value - average) * weight
    return average
  })
}

it('decides what an independent MACD decides', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const [fast, slow, signal] = [3, 6, 4]
      const closes = candles.map(({ close }) => close)
      const [quick, calm] = [emasOf(closes, fast), emasOf(closes, slow)]
      const line = quick.map((value, index) => value - (calm[index] ?? 0))
      // The signal line begins with the first MACD, which is at the last candle of the slow span.
      const signals = emasOf(line.slice(slow - 1), signal)
      const histogram = (index: number) => {
        const exact = (line[index] ?? 0) - (signals[index - slow + 1] ?? 0)
        return Math.abs(exact) < 1e-9 ? 0 : exact
      }
      const isSettled = (index: number) => index >= (slow + signal) * 3
      const wishes = wishesOf(candles.length, {
        enters: (index) => isSettled(index) && histogram(index - 1) <= 0 && histogram(index) > 0,
        exits: (index) => histogram(index - 1) >= 0 && histogram(index) < 0,
      })
      const decided = decisionsOf(macd, { fast, slow, signal }, candles)
      expect(decided.map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})
