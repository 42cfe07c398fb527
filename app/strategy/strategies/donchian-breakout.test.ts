import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCandles, decisionsOf, wishesOf } from '../strategy-run.fixture.ts'
import { donchianBreakout } from './donchian-breakout.ts'

it('buys a new high of the candles before, and sells a new low', () => {
  fc.assert(
    fc.property(anyCandles, (candles) => {
      const [entry, exit] = [6, 3]
      const before = (index: number, count: number) => candles.slice(index - count, index)
      const close = (index: number) => candles[index]?.close ?? Number.NaN
      const wishes = wishesOf(candles.length, {
        enters: (index) =>
          index >= entry &&
          close(index) > Math.max(...before(index, entry).map(({ high }) => high)),
        exits: (index) => close(index) < Math.min(...before(index, exit).map(({ low }) => low)),
      })
      const decided = decisionsOf(donchianBreakout, { entry, exit }, candles)
      expect(decided.map(({ kind }) => kind)).toEqual(wishes)
    }),
    { numRuns: 500 },
  )
})
