import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCandles, decisionsOf, wishesOf } from '../strategy-run.fixture.ts'
import { rsiReversion } from './rsi-reversion.ts'

/** Wilder: the first average is plain, then each new change counts for 1 ÷ period. */
function rsisOf(closes: readonly number[], period: number): readonly number[] {
  let gain = 0
  let loss = 0
  return closes.map((close, index) => {
    const change = close - (closes[index - 1] ?? close)
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)]
    if (index <= period) {
      gain += up / period
      loss += down / period
    } else {
      gain += (up - gain) / period
      loss += (down - loss) / period
    }
    return loss === 0 ? 100 : 100 - 100 / (1 + gain / loss)
  })
}

it('decides what an independent RSI decides', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const [period, oversold, overbought] = [5, 35, 65]
      const closes = candles.map(({ close }) => close)
      const values = rsisOf(closes, period)
      const at = (index: number) => values[index] ?? Number.NaN
      const isSettled = (index: number) => index >= period * 6 + 1
      // Where rounding decides, there is no right answer.
      fc.pre(values.every((value) => Math.abs(value - oversold) > 1e-9))
      fc.pre(values.every((value) => Math.abs(value - overbought) > 1e-9))
      const wishes = wishesOf(candles.length, {
        enters: (index) => isSettled(index) && at(index - 1) <= oversold && at(index) > oversold,
        exits: (index) => at(index) >= overbought,
      })
      const decided = decisionsOf(rsiReversion, { period, oversold, overbought }, candles)
      expect(decided.map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})

it('wants oversold below overbought', () => {
  const checked = rsiReversion.parameters.safeParse({ period: 14, oversold: 60, overbought: 50 })
  expect(checked.error?.issues[0]?.message).toBe('Oversold must be below overbought.')
})
