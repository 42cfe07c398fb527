import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HOLDS_NOTHING } from '../strategy.ts'
import { anyCandles, candleOf, decisionsOf, wishesOf } from '../strategy-run.fixture.ts'
import { emaCross } from './ema-cross.ts'

/** Each average moves toward the close by 2 ÷ (span + 1) of the way, from the first close on. */
function emasOf(closes: readonly number[], span: number): readonly number[] {
  const weight = 2 / (span + 1)
  let average = closes[0] ?? 0
  return closes.map((close) => {
    average += (close - average) * weight
    return average
  })
}

it('decides what an independent crossover of exponential averages decides', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const [fast, slow] = [3, 5]
      const closes = candles.map(({ close }) => close)
      const [quick, calm] = [emasOf(closes, fast), emasOf(closes, slow)]
      const gap = (index: number) => {
        const exact = (quick[index] ?? 0) - (calm[index] ?? 0)
        return Math.abs(exact) < 1e-9 ? 0 : exact
      }
      const isSettled = (index: number) => index >= slow * 3
      const wishes = wishesOf(candles.length, {
        enters: (index) => isSettled(index) && gap(index - 1) <= 0 && gap(index) > 0,
        exits: (index) => gap(index - 1) >= 0 && gap(index) < 0,
      })
      expect(decisionsOf(emaCross, { fast, slow }, candles).map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})

it('has all but forgotten where it began by the time it decides', () => {
  const parameters = { fast: 12, slow: 26 }
  const strategy = emaCross.create(parameters)
  const closes = [1_000, ...Array<number>(emaCross.warmUpCandles(parameters)).fill(100)]
  for (const close of closes) {
    const candle = { ...candleOf(close), open: close, volume: 1, openTime: 0 }
    strategy.evaluate({ ...candle, ...HOLDS_NOTHING })
  }
  for (const value of strategy.lines()) {
    expect(Math.abs((value ?? Number.NaN) - 100) / 900).toBeLessThan(0.003)
  }
})
